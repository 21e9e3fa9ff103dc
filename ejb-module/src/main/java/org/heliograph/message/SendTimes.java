package org.heliograph.message;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.heliograph.channel.SendBy;
import org.heliograph.message.SendHours.Span;
import org.heliograph.platform.PhoneZones;

/**
 * When a message of a broadcast may reach somebody: within all of the hours that hold for it, the company's and the
 * broadcast's own, on the recipient's own clock.
 *
 * @param hours none: at any time
 * @param home the time zone of numbers that tell none
 */
public record SendTimes(List<SendHours> hours, ZoneId home) {

    private static final int MAX_STEPS = 64;

    /** How long before the hours end the last message is handed over: a carrier takes its time. */
    private static final Duration ANSWER = Duration.ofSeconds(15);

    /** Whether every moment will do. */
    public boolean always() {
        return hours.isEmpty();
    }

    /**
     * The first moment, from the given one on, that is allowed wherever the number may be; empty if its time zones, or the
     * hours, are too far apart for one.
     */
    public Optional<Instant> earliest(Instant moment, String e164) {
        return always() ? Optional.of(moment) : earliest(moment, PhoneZones.of(e164));
    }

    /** The same for the time zones in which somebody may be; for none, home counts. */
    public Optional<Instant> earliest(Instant moment, Set<ZoneId> zones) {
        Set<ZoneId> all = known(zones);
        Instant candidate = moment;
        for (int step = 0; step < MAX_STEPS; step++) {
            Optional<Instant> next = after(candidate, all);
            if (next.isEmpty() || next.get().equals(candidate)) {
                return next;
            }
            candidate = next.get();
        }
        return Optional.empty();
    }

    private Optional<Instant> after(Instant moment, Set<ZoneId> zones) {
        Optional<Instant> candidate = Optional.of(moment);
        for (SendHours each : hours) {
            for (ZoneId zone : zones) {
                candidate = candidate.flatMap(start -> each.next(start, zone)).map(Span::from);
            }
        }
        return candidate;
    }

    /** Until when a message may be handed over that is claimed at a moment that {@link #earliest} allows. */
    public SendBy sendBy(Instant moment, String e164) {
        return always() ? SendBy.ANY_TIME : sendBy(moment, PhoneZones.of(e164));
    }

    /** The same for the time zones in which somebody may be; for none, home counts. */
    public SendBy sendBy(Instant moment, Set<ZoneId> zones) {
        Set<ZoneId> all = known(zones);
        return hours.stream()
                .flatMap(each -> all.stream().map(zone -> each.next(moment, zone)))
                .flatMap(Optional::stream)
                .map(Span::till)
                .min(Comparator.naturalOrder())
                .map(closing -> SendBy.in(Duration.between(moment, closing.minus(ANSWER))))
                .orElse(SendBy.ANY_TIME);
    }

    private Set<ZoneId> known(Set<ZoneId> zones) {
        return zones.isEmpty() ? Set.of(home) : zones;
    }
}
