package org.heliograph.message;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        Set<ZoneId> all = zones.isEmpty() ? Set.of(home) : zones;
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
                candidate = candidate.flatMap(start -> each.earliest(start, zone));
            }
        }
        return candidate;
    }
}
