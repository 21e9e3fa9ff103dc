package org.heliograph.broadcast;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heliograph.platform.error.InvalidException;

/**
 * When a template is launched: a pattern on the wall clock of a time zone, between two times of that clock.
 *
 * <p>A time that a clock change skips is run at the first minute after the gap; one that occurs twice is run at its first
 * occurrence only.
 *
 * @param from first possible time, and the day from which "every N days" counts
 * @param till last possible time; null for no end
 */
public record Recurrence(RecurrencePattern pattern, ZoneId zone, LocalDateTime from, LocalDateTime till) {

    /** @throws InvalidException naming the input at fault */
    public void check() {
        if (from == null) {
            throw new InvalidException("schedule_start", "scheduleFrom");
        }
        if (till != null && till.isBefore(from)) {
            throw new InvalidException("schedule_till", "scheduleTill");
        }
        pattern.check();
    }

    /** The first run after the given moment; empty if there is none any more. */
    public Optional<Instant> next(Instant after) {
        LocalDateTime start =
                after.isBefore(instantOf(from)) ? from.minusNanos(1) : LocalDateTime.ofInstant(after, zone);
        Optional<LocalDateTime> candidate = pattern.next(start, from.toLocalDate());
        // Around a clock change a later time on the clock may be the same moment, or one that has passed.
        while (candidate.isPresent() && !instantOf(candidate.get()).isAfter(after)) {
            candidate = pattern.next(candidate.get(), from.toLocalDate());
        }
        return candidate.map(this::instantOf).filter(run -> till == null || !run.isAfter(instantOf(till)));
    }

    /** The first runs after the given moment, at most so many. */
    public List<Instant> upcoming(Instant after, int count) {
        return Stream.iterate(next(after), Optional::isPresent, run -> next(run.get()))
                .limit(count)
                .map(Optional::get)
                .toList();
    }

    /**
     * The last run that is due, where several were missed. Halves the span again and again, so that a run each minute over
     * months of downtime costs no more than a run a day.
     *
     * @param first a run at or before {@code now}
     */
    public Instant latestDue(Instant first, Instant now) {
        long before = first.getEpochSecond() - 1;
        long end = now.getEpochSecond();
        while (end - before > 1) {
            long middle = before + (end - before) / 2;
            if (dueAfter(middle, now).isPresent()) {
                before = middle;
            } else {
                end = middle;
            }
        }
        return dueAfter(before, now).orElse(first);
    }

    private Optional<Instant> dueAfter(long second, Instant now) {
        return next(Instant.ofEpochSecond(second)).filter(run -> !run.isAfter(now));
    }

    public Instant effectiveFrom() {
        return instantOf(from);
    }

    /** Null for no end. */
    public Instant effectiveTill() {
        return till == null ? null : instantOf(till);
    }

    private Instant instantOf(LocalDateTime time) {
        return instantOf(time, zone);
    }

    /** The moment at which what is planned for a time on the clock of a zone runs, also where it is skipped or occurs twice. */
    public static Instant instantOf(LocalDateTime time, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        if (change == null) {
            return time.atZone(zone).toInstant();
        }
        return change.isGap() ? change.getInstant() : time.toInstant(change.getOffsetBefore());
    }
}
