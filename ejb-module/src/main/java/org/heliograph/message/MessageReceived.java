package org.heliograph.message;

import java.util.UUID;
import org.heliograph.channel.Channel;

/** A contact has written. Fired inside the transaction that stored the message. */
public record MessageReceived(
        long companyId, UUID messageId, long contactId, Channel channel, long senderId, String text, String postback) {}
