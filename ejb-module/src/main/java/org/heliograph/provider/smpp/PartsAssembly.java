package org.heliograph.provider.smpp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.channel.ProviderEvent.Inbound;

/**
 * Long inbound messages whose parts have not all come. Bounded: when it is full, and when a part has waited too long,
 * the oldest is given out as far as it came. Thread-safe.
 */
final class PartsAssembly {

    static final int CAPACITY = 10_000;
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Map<Key, Parts> open = new LinkedHashMap<>();

    /** Which parts belong together. */
    record Key(String from, String to, int reference, int total) {}

    private record Parts(String[] texts, String carrierId, Instant since) {}

    /**
     * Adds a part.
     *
     * @param number from 1
     * @return the whole message if this was the last one missing, and any other that had to give way
     */
    synchronized List<Inbound> add(Key key, int number, String text, String carrierId, Instant now) {
        Parts parts = open.computeIfAbsent(key, k -> new Parts(new String[k.total], carrierId, now));
        parts.texts[number - 1] = text;
        if (Stream.of(parts.texts).allMatch(t -> t != null)) {
            open.remove(key);
            return List.of(inbound(key, parts));
        }
        return open.size() > CAPACITY ? List.of(giveOut(open.keySet().iterator().next())) : List.of();
    }

    /** Messages that waited too long, as far as they came. */
    synchronized List<Inbound> overdue(Instant now) {
        List<Key> keys = open.entrySet().stream()
                .takeWhile(e -> e.getValue().since.plus(PATIENCE).isBefore(now))
                .map(Map.Entry::getKey)
                .toList();
        List<Inbound> inbound = new ArrayList<>();
        keys.forEach(key -> inbound.add(giveOut(key)));
        return inbound;
    }

    /** All that is left, as far as it came. */
    synchronized List<Inbound> drain() {
        return overdue(Instant.MAX);
    }

    private Inbound giveOut(Key key) {
        return inbound(key, open.remove(key));
    }

    private static Inbound inbound(Key key, Parts parts) {
        String text = Stream.of(parts.texts).filter(t -> t != null).collect(Collectors.joining());
        return new Inbound(key.from, key.to, text, null, parts.carrierId, parts.since);
    }
}
