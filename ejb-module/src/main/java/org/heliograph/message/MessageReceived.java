package org.heliograph.message;

import java.time.Instant;
import java.util.UUID;
import org.heliograph.channel.Channel;

/**
 * A contact has written. Fired inside the transaction that stored the message.
 *
 * @param at when we got it from the carrier, or the carrier from the contact; it is stored later, and not always in that order
 */
public record MessageReceived(
        long companyId,
        UUID messageId,
        long contactId,
        Channel channel,
        long senderId,
        String text,
        String postback,
        Instant at) {}
