package org.heliograph.provider.smpp;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast to submit: the configured throughput, and pauses when the SMSC asks to slow down. A pause doubles with each
 * refusal that follows one, and shrinks as messages are taken. Thread-safe.
 */
final class Pace {

    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(2);

    /** What may be caught up after a late wake-up. */
    private static final long BURST = TimeUnit.MILLISECONDS.toNanos(20);

    private final long interval;
    private final AtomicLong nextSlot = new AtomicLong(System.nanoTime());
    private final AtomicLong pausedUntil = new AtomicLong(System.nanoTime());
    private volatile long pause = SHORTEST_PAUSE / 2;

    /** @param perSecond submit_sm per second, 0 for no limit */
    Pace(int perSecond) {
        interval = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Takes the next slot and tells how many nanoseconds to wait for it; 0 or less for now. */
    long reserve() {
        long now = System.nanoTime();
        long wait = pausedUntil.get() - now;
        if (interval > 0) {
            long slot = nextSlot.updateAndGet(next -> Math.max(next, now - BURST) + interval) - interval;
            wait = Math.max(wait, slot - now);
        }
        return wait;
    }

    /** Waits, unless the thread is interrupted. */
    static void await(long nanos) {
        long until = System.nanoTime() + nanos;
        long left = nanos;
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = until - System.nanoTime();
        }
    }

    /** Notes that the SMSC asked to slow down, and tells how long to leave it alone. */
    synchronized Duration throttled() {
        long now = System.nanoTime();
        if (now >= pausedUntil.get()) {
            pause = Math.min(pause * 2, LONGEST_PAUSE);
            pausedUntil.set(now + pause);
        }
        return Duration.ofNanos(pausedUntil.get() - now);
    }

    /** Notes that the SMSC took a message. */
    void taken() {
        if (pause > SHORTEST_PAUSE / 2) {
            pause = Math.max(pause - pause / 64, SHORTEST_PAUSE / 2);
        }
    }
}
