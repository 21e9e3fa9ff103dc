package org.heliograph.contact;

import java.time.Instant;
import org.heliograph.channel.Channel;

/**
 * @param id null for a new word
 * @param channel null for every channel; it then speaks of the sender ID it is sent to
 * @param senderId null for the whole channel
 * @param till null for no end; else after from
 */
public record SaveOptOutWord(
        Long id, String word, WordMeaning meaning, Channel channel, Long senderId, Instant from, Instant till) {}
