package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heliograph.broadcast.BroadcastReport.Point;
import org.heliograph.broadcast.BroadcastReport.Timeline;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A broadcast's timeline, in slots that fit how long it took. */
@ApplicationScoped
public class BroadcastTimeline {

    private static final int MOST_POINTS = 60;

    /** Each a multiple of those before, so that slots as stored fall into one of these. */
    private static final List<Duration> SLOTS = Stream.of(
                    "PT10S", "PT30S", "PT1M", "PT5M", "PT10M", "PT30M", "PT1H", "PT3H", "PT6H", "PT12H", "PT24H",
                    "PT168H")
            .map(Duration::parse)
            .toList();

    private static final Duration AFTER_AN_HOUR = Duration.ofMinutes(10);

    @Inject
    private Jdbi jdbi;

    private record Span(Instant first, Instant last) {}

    public Timeline of(long broadcastId) {
        return jdbi.withHandle(handle -> {
            Span span = span(handle, broadcastId);
            if (span == null) {
                return new Timeline(SLOTS.get(0), List.of());
            }
            Duration slot = slot(Duration.between(span.first(), span.last()));
            Map<Instant, Map<String, Long>> events = events(handle, broadcastId, slot);
            List<Point> points = new ArrayList<>();
            for (Instant at = floor(span.first(), slot); !at.isAfter(span.last()); at = at.plus(slot)) {
                points.add(new Point(at, events.getOrDefault(at, Map.of())));
            }
            return new Timeline(slot, List.copyOf(points));
        });
    }

    private static Span span(Handle handle, long broadcastId) {
        return handle.createQuery("select min(at), max(at) from broadcast_moment where broadcast_id = :broadcast")
                .bind("broadcast", broadcastId)
                .map((row, context) -> row.getTimestamp(1) == null
                        ? null
                        : new Span(
                                row.getTimestamp(1).toInstant(),
                                row.getTimestamp(2).toInstant()))
                .one();
    }

    private static Map<Instant, Map<String, Long>> events(Handle handle, long broadcastId, Duration slot) {
        Map<Instant, Map<String, Long>> events = new HashMap<>();
        handle.createQuery("select date_bin(make_interval(secs => :slot), at, 'epoch') as slot, event, sum(change)"
                        + " from broadcast_moment where broadcast_id = :broadcast group by 1, 2")
                .bind("slot", slot.toSeconds())
                .bind("broadcast", broadcastId)
                .map((row, context) -> events.computeIfAbsent(
                                row.getTimestamp(1).toInstant(), at -> new HashMap<>())
                        .put(row.getString(2), row.getLong(3)))
                .list();
        return events;
    }

    /** The shortest that draws few enough points; what was noted in slots of ten minutes cannot be told apart further. */
    static Duration slot(Duration length) {
        Duration least = length.compareTo(Duration.ofHours(1)) > 0 ? AFTER_AN_HOUR : SLOTS.get(0);
        return SLOTS.stream()
                .filter(slot -> slot.compareTo(least) >= 0)
                .filter(slot -> length.dividedBy(slot) < MOST_POINTS)
                .findFirst()
                .orElse(SLOTS.get(SLOTS.size() - 1));
    }

    private static Instant floor(Instant at, Duration slot) {
        return Instant.ofEpochSecond(at.getEpochSecond() - Math.floorMod(at.getEpochSecond(), slot.toSeconds()));
    }
}
