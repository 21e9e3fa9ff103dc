package org.heliograph.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Failure;

/**
 * What came of a broadcast, beyond its counters.
 *
 * @param reasons why recipients ended without success
 * @param errors why messages failed, by step
 * @param timeline what happened when
 */
public record BroadcastReport(List<Reason> reasons, Errors errors, Timeline timeline) {

    /** Stands before the reason in the counter of recipients whom a step could not reach. */
    public static final String SKIPPED = "SKIPPED_";

    /** Everything that may be the reason of a message or recipient without success: keys of texts. */
    public static final List<String> REASONS = reasonNames();

    /** Why a message failed: what its carrier connection made of it, or what the carrier reported later. */
    static final String CAUSE = "case when m.state = 'FAILED' then coalesce(m.failure, 'FAILED')"
            + " when m.state in ('UNDELIVERED', 'EXPIRED', 'REJECTED') then m.state end";

    private static List<String> reasonNames() {
        List<String> names =
                new ArrayList<>(Stream.of(Failure.values()).map(Enum::name).toList());
        names.addAll(List.of(
                "UNDELIVERED",
                "EXPIRED",
                "NO_REPORT",
                "NO_ADDRESS",
                "FREQUENCY_CAP",
                "CONTACT_GONE",
                "NO_SEND_WINDOW",
                "ABORTED",
                "FAILED"));
        return List.copyOf(names);
    }

    /** Recipients who ended for this reason. */
    public record Reason(String reason, long recipients) {}

    /**
     * Messages that failed, by kind.
     *
     * @param listed the most frequent kinds, those first
     * @param unlisted how many kinds more there are
     * @param messages of all kinds, whether listed or not
     */
    public record Errors(List<StepError> listed, long unlisted, long messages) {

        static final Errors NONE = new Errors(List.of(), 0, 0);
    }

    /**
     * Messages of a step that failed alike.
     *
     * @param code the carrier's own; null if it gave none
     */
    public record StepError(int step, Channel channel, String cause, String code, long messages) {}

    /**
     * Events over time.
     *
     * @param slot how long each point of time stands for
     * @param points every slot from the first to the last event; empty if nothing has happened
     */
    public record Timeline(Duration slot, List<Point> points) {}

    /**
     * What happened in a slot.
     *
     * @param events SENT, DELIVERED, DISPLAYED and FAILED; those that did not happen are missing
     */
    public record Point(Instant at, Map<String, Long> events) {

        public long count(String event) {
            return events.getOrDefault(event, 0L);
        }
    }
}
