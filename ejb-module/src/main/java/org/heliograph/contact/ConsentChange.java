package org.heliograph.contact;

import java.io.Serializable;
import java.time.Instant;
import org.heliograph.channel.Channel;

/**
 * A line of the consent log: somebody opted out, or back in.
 *
 * @param sender name of the sender ID; null for the whole channel
 * @param source INBOUND_MESSAGE, USER, API or IMPORT
 * @param person who did it by hand; null if the contact did
 * @param detail what the contact wrote; null if a user did it
 * @param proof id of the contact's message; null if a user did it
 */
public record ConsentChange(
        Instant at,
        Channel channel,
        String sender,
        boolean optedOut,
        String source,
        String person,
        String detail,
        String proof)
        implements Serializable {}
