package org.heliograph.message;

import java.time.Instant;
import java.util.UUID;
import org.heliograph.channel.Channel;

/**
 * How a message stands, for its sender.
 *
 * @param senderId null if the sender is no more
 * @param failure key of the cause, null if it has not failed
 * @param errorCode the carrier's own code, null if none
 * @param repeated handed over more than once, since a crash hid whether the first time succeeded
 */
public record MessageStatus(
        UUID id,
        Channel channel,
        Long senderId,
        String sender,
        String recipient,
        MessageState state,
        String failure,
        String errorCode,
        int parts,
        boolean repeated,
        Instant createdAt,
        Instant sentAt,
        Instant deliveredAt,
        Instant seenAt) {}
