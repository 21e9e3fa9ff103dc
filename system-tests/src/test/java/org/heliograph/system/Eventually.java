package org.heliograph.system;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what comes by itself, looking a few times a second. */
final class Eventually {

    private static final long POLL_NANOS = Duration.ofMillis(200).toNanos();

    private Eventually() {}

    static void isTrue(Duration limit, String what, BooleanSupplier condition) {
        get(limit, what, condition::getAsBoolean, value -> value);
    }

    /** The first value that passes. */
    static <T> T get(Duration limit, String what, Supplier<T> source, Predicate<T> passes) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            T value = source.get();
            if (passes.test(value)) {
                return value;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited " + limit + " in vain for " + what + "; last seen: " + value);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
