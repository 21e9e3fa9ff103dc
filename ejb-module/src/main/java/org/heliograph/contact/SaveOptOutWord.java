package org.heliograph.contact;

import java.time.Instant;
import org.heliograph.channel.Channel;

/**
 * @param id null for a new word
 * @param optsOut whether it opts out; otherwise it opts back in
 * @param channel null for every channel; it then speaks of the sender ID it is sent to
 * @param senderId null for the whole channel
 * @param till null for no end; else after from
 */
public record SaveOptOutWord(
        Long id, String word, boolean optsOut, Channel channel, Long senderId, Instant from, Instant till) {}
