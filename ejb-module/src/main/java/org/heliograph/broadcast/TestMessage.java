package org.heliograph.broadcast;

import org.heliograph.channel.Channel;
import org.heliograph.channel.MessageContent;

/**
 * Asks to send a step's message to somebody who looks at it.
 *
 * @param recipient a phone number, or an e-mail address, as the channel wants it
 * @param valuesOf phone number of the contact whose values it shows; null or blank for the recipient's own contact
 */
public record TestMessage(Channel channel, Long senderId, MessageContent content, String recipient, String valuesOf) {}
