package org.heliograph.channel;

import java.util.UUID;

/**
 * A rendered message, ready for the carrier.
 *
 * @param id ours; providers whose API takes a client id send it, so that a repetition is recognised by the carrier
 * @param sender the sender ID's address: SMS originator, RCS agent id, e-mail address (may be {@code Name <address>})
 * @param recipient E.164 with {@code +}, or an e-mail address
 * @param validitySeconds how long the carrier may try; 0 for the carrier's default
 * @param sendBy one that could not be handed over until then is refused with {@link Failure#HOURS_OVER}
 */
public record OutboundMessage(
        UUID id, String sender, String recipient, MessageContent content, int validitySeconds, SendBy sendBy) {

    /** That may be handed over at any time. */
    public OutboundMessage(UUID id, String sender, String recipient, MessageContent content, int validitySeconds) {
        this(id, sender, recipient, content, validitySeconds, SendBy.ANY_TIME);
    }
}
