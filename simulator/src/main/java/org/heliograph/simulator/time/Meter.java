package org.heliograph.simulator.time;

import java.util.concurrent.atomic.LongAdder;

/** Counts events, and how many there were in the last whole second. {@link #tick} must be called once a second. */
public final class Meter {

    private final LongAdder total = new LongAdder();
    private long lastTotal;
    private volatile long perSecond;
    private volatile long peak;

    public void mark() {
        total.increment();
    }

    public synchronized void tick() {
        long now = total.sum();
        perSecond = now - lastTotal;
        peak = Math.max(peak, perSecond);
        lastTotal = now;
    }

    public Reading read() {
        return new Reading(total.sum(), perSecond, peak);
    }

    /** @param perSecond in the last whole second, @param peakPerSecond in the busiest second */
    public record Reading(long total, long perSecond, long peakPerSecond) {}
}
