package org.heliograph.channel;

import java.util.List;

/** Where a provider delivers what the carrier tells it. Thread-safe. */
public interface ProviderEvents {

    /**
     * Stores what came in. When this returns, the events are durable and may be acknowledged to the carrier; concurrent
     * callers are written together.
     *
     * @throws RuntimeException if they could not be stored: do not acknowledge, the carrier will repeat them
     */
    void accept(List<ProviderEvent> events);
}
