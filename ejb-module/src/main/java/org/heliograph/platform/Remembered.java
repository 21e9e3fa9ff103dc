package org.heliograph.platform;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Values found once and used again for a few seconds. What is not found is asked for again each time. Thread-safe; callers
 * of one key wait for the one that asks.
 */
public final class Remembered<K, V> {

    private static final int MOST = 10_000;

    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final long nanos;
    private final LongSupplier ticker;

    private record Entry<V>(V value, long until) {}

    public Remembered(Duration duration) {
        this(duration, System::nanoTime);
    }

    Remembered(Duration duration, LongSupplier ticker) {
        this.nanos = duration.toNanos();
        this.ticker = ticker;
    }

    public Optional<V> find(K key, Supplier<Optional<V>> source) {
        Entry<V> known = entries.get(key);
        if (known != null && isFresh(known)) {
            return Optional.of(known.value());
        }
        if (entries.size() >= MOST) {
            entries.clear();
        }
        Entry<V> found = entries.compute(key, (k, entry) -> {
            if (entry != null && isFresh(entry)) {
                return entry;
            }
            return source.get()
                    .map(value -> new Entry<>(value, ticker.getAsLong() + nanos))
                    .orElse(null);
        });
        return Optional.ofNullable(found).map(Entry::value);
    }

    private boolean isFresh(Entry<V> entry) {
        return entry.until() - ticker.getAsLong() > 0;
    }

    public void forgetAll() {
        entries.clear();
    }
}
