package org.heliograph.channel;

import java.util.List;
import java.util.Set;

/**
 * A kind of carrier or service that moves messages of one channel, for example an SMSC over SMPP. Implementations are
 * application-scoped CDI beans without state; state lives in the {@link ProviderConnection} of an account.
 */
public interface Provider {

    /** Stable name in the database and in webhook addresses, for example {@code smpp}. */
    String key();

    Channel channel();

    /** What an account of this provider is configured with, in the order of the form. */
    List<ProviderSetting> settings();

    Set<Capability> capabilities();

    /**
     * Opens a connection for an account. Returns at once: a long connection is established, and re-established with
     * back-off, in the background, and {@link ProviderConnection#state()} tells how it stands.
     *
     * @throws IllegalArgumentException if a setting is missing or malformed, with a text for the operator
     */
    ProviderConnection connect(ProviderAccount account, ProviderEvents events);

    /** What a provider can do beyond handing over a message. */
    enum Capability {
        DELIVERY_REPORTS,
        DISPLAY_REPORTS,
        INBOUND,
        CAPABILITY_CHECK
    }
}
