package org.heliograph.channel;

import java.time.Duration;

/**
 * Until when a message may be handed to its carrier. It is measured from when it was made, since a carrier's connection knows
 * no clock but that of its machine.
 *
 * @param nanoTime of {@link System#nanoTime()}
 */
public record SendBy(boolean limited, long nanoTime) {

    public static final SendBy ANY_TIME = new SendBy(false, 0);

    /** From now on; nothing or less: it is over. */
    public static SendBy in(Duration time) {
        return new SendBy(true, System.nanoTime() + time.toNanos());
    }

    public boolean isOver() {
        return limited && System.nanoTime() - nanoTime >= 0;
    }
}
