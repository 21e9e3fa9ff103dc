package org.heliograph.message;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.Set;
import org.heliograph.channel.Channel;
import org.heliograph.platform.PhoneZones;

/**
 * When broadcasts may reach people: between two times of certain days, on the recipient's own clock. Other times are quiet.
 *
 * @param till later on the same day
 * @param home the time zone of numbers that tell none
 */
public record SendWindow(LocalTime from, LocalTime till, Set<DayOfWeek> days, Set<Channel> channels, ZoneId home) {

    /** No window at all: every moment will do. */
    public static final SendWindow ALWAYS = new SendWindow(null, null, Set.of(), Set.of(), null);

    /** What is claimed in a window's last minute could be handed over after it. */
    private static final Duration HAND_OVER = Duration.ofMinutes(1);

    private static final int MAX_STEPS = 64;
    private static final int DAYS_AHEAD = 8;

    /**
     * The first moment, from the given one on, that is allowed wherever the number may be; empty if its time zones are too
     * far apart for one.
     */
    public Optional<Instant> earliest(Instant moment, String e164) {
        if (from == null) {
            return Optional.of(moment);
        }
        Set<ZoneId> zones = PhoneZones.of(e164);
        return earliest(moment, zones.isEmpty() ? Set.of(home) : zones);
    }

    Optional<Instant> earliest(Instant moment, Set<ZoneId> zones) {
        Instant candidate = moment;
        for (int step = 0; step < MAX_STEPS; step++) {
            Instant start = candidate;
            for (ZoneId zone : zones) {
                Optional<Instant> next = earliest(candidate, zone);
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                candidate = next.get();
            }
            if (candidate.equals(start)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> earliest(Instant moment, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(moment, zone);
        for (int ahead = 0; ahead < DAYS_AHEAD; ahead++) {
            LocalDate day = today.plusDays(ahead);
            if (days.contains(day.getDayOfWeek())) {
                Instant open = opening(day.atTime(from), zone);
                Instant candidate = open.isAfter(moment) ? open : moment;
                if (candidate.isBefore(closing(day.atTime(till), zone).minus(HAND_OVER))) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
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
