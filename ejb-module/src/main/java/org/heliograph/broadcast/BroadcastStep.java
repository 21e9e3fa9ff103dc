package org.heliograph.broadcast;

import org.heliograph.channel.Channel;
import org.heliograph.channel.MessageContent;

/**
 * A step of the fallback chain.
 *
 * @param senderId null in a draft only
 * @param content null for a capability check
 * @param waitMinutes 1 to 4,320: how long to wait for success before the next step starts
 */
public record BroadcastStep(Channel channel, Long senderId, MessageContent content, WaitFor waitFor, int waitMinutes) {

    public static final int MIN_WAIT = 1;
    public static final int MAX_WAIT = 4_320;
    public static final int DEFAULT_WAIT = 10;
}
