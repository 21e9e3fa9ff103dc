package org.heliograph.simulator.behaviour;

import java.util.function.LongSupplier;

/** Lets through so many per second, evenly, after a burst of at most a tenth of a second's worth. Thread-safe. */
public final class Throttle {

    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier nanoClock;
    private double tokens;
    private long refilledAt;
    private int rate;

    public Throttle(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** @param perSecond the limit in force now, 0 for none */
    public boolean admits(int perSecond) {
        return perSecond == 0 || take(perSecond);
    }

    private synchronized boolean take(int perSecond) {
        long now = nanoClock.getAsLong();
        double burst = Math.max(1, perSecond / 10.0);
        if (perSecond != rate) {
            rate = perSecond;
            tokens = burst;
        } else {
            tokens = Math.min(burst, tokens + (double) (now - refilledAt) * perSecond / SECOND);
        }
        refilledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
