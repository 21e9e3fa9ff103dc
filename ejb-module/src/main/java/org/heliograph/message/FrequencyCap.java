package org.heliograph.message;

import org.heliograph.channel.Channel;
import org.heliograph.platform.error.InvalidException;

/** At most so many messages of a channel for a contact in so many hours. */
public record FrequencyCap(Channel channel, int messages, int hours) {

    public static final int MAX_MESSAGES = 100;
    public static final int MAX_HOURS = 90 * 24;

    /** @throws InvalidException naming the input of the channel that is at fault */
    void check() {
        if (messages < 1 || messages > MAX_MESSAGES) {
            throw new InvalidException("cap_messages", "messages" + channel, MAX_MESSAGES);
        }
        if (hours < 1 || hours > MAX_HOURS) {
            throw new InvalidException("cap_period", "amount" + channel, MAX_HOURS / 24);
        }
    }
}
