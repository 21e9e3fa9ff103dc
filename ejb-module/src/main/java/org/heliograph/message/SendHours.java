package org.heliograph.message;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.Set;
import org.heliograph.platform.error.InvalidException;

/**
 * Hours of certain days, on whoever's clock; the other hours are quiet. An end that is not later than the start is on the
 * next day, and those hours belong to the day on which they start.
 */
public record SendHours(LocalTime from, LocalTime till, Set<DayOfWeek> days) implements Serializable {

    /** Shorter ones would be over before a large broadcast has begun. */
    public static final int MIN_MINUTES = 10;

    /** What is claimed in the last minute could be handed over after it. */
    private static final Duration HAND_OVER = Duration.ofMinutes(1);

    private static final int MINUTES_A_DAY = 24 * 60;
    private static final int DAYS_AHEAD = 8;

    public SendHours {
        days = days == null ? Set.of() : Set.copyOf(days);
    }

    /** @throws InvalidException if a time or every day is missing, or they are too short */
    public void check() {
        if (from == null) {
            throw new InvalidException("window_time", "from");
        }
        if (till == null) {
            throw new InvalidException("window_time", "till");
        }
        if (Math.floorMod(ChronoUnit.MINUTES.between(from, till), MINUTES_A_DAY) < MIN_MINUTES) {
            throw new InvalidException("window_till", "till", MIN_MINUTES);
        }
        if (days.isEmpty()) {
            throw new InvalidException("window_days", "days");
        }
    }

    /** Hours of one day: from their first moment that is wanted until they close. */
    record Span(Instant from, Instant till) {}

    /** The first of these hours of the zone that are not over at the moment, from it on. */
    Optional<Span> next(Instant moment, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(moment, zone);
        for (int ahead = isOvernight() ? -1 : 0; ahead < DAYS_AHEAD; ahead++) {
            LocalDate day = today.plusDays(ahead);
            if (days.contains(day.getDayOfWeek())) {
                Instant open = opening(day.atTime(from), zone);
                Instant candidate = open.isAfter(moment) ? open : moment;
                LocalDate lastDay = isOvernight() ? day.plusDays(1) : day;
                Instant close = closing(lastDay.atTime(till), zone);
                if (candidate.isBefore(close.minus(HAND_OVER))) {
                    return Optional.of(new Span(candidate, close));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isOvernight() {
        return !till.isAfter(from);
    }

    /** A time that occurs twice opens at its second occurrence and closes at its first; one that is skipped is its gap. */
    private static Instant opening(LocalDateTime time, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }

    private static Instant closing(LocalDateTime time, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
}
