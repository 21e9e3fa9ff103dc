package org.heliograph.web.portal.broadcast;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastReport;
import org.heliograph.channel.Channel;

/** Counts of a broadcast, recipients and messages. */
public final class BroadcastStatistics {

    private static final String SKIPPED = BroadcastReport.SKIPPED;

    private final Broadcast broadcast;
    private final Map<Integer, Map<String, Long>> counts;

    BroadcastStatistics(Broadcast broadcast, Map<Integer, Map<String, Long>> counts) {
        this.broadcast = broadcast;
        this.counts = counts;
    }

    public long getTotal() {
        return broadcast.recipients();
    }

    public long getInitiated() {
        return recipients("INITIATED");
    }

    public long getNotInitiated() {
        return getTotal() - getInitiated();
    }

    public long getSuccessful() {
        return recipients("SUCCESSFUL");
    }

    public long getUnsuccessful() {
        return recipients("UNSUCCESSFUL");
    }

    public long getAborted() {
        return recipients("ABORTED");
    }

    public int getOptedOut() {
        return broadcast.optedOut();
    }

    public int getExcluded() {
        return broadcast.excluded();
    }

    /** Chosen contacts: recipients and those left out. */
    public long getAudience() {
        return getTotal() + getOptedOut() + getExcluded();
    }

    /** Who has no final result yet. */
    public long getOpen() {
        return getTotal() - getSuccessful() - getUnsuccessful() - getAborted();
    }

    public long getHandedOver() {
        return getSteps().stream().mapToLong(StepCounts::getHandedOver).sum();
    }

    public long getUnopened() {
        return getSteps().stream().mapToLong(StepCounts::getUnopened).sum();
    }

    public String getReason() {
        return broadcast.statusReason();
    }

    public String getStatus() {
        return broadcast.status().name();
    }

    private long recipients(String state) {
        return counts.getOrDefault(0, Map.of()).getOrDefault(state, 0L);
    }

    public long percent(long count) {
        return getTotal() == 0 ? 0 : Math.round(100.0 * count / getTotal());
    }

    /** One for each step: its channel and the counts of its messages by state. */
    public List<StepCounts> getSteps() {
        return IntStream.rangeClosed(1, broadcast.steps().size())
                .mapToObj(position -> new StepCounts(
                        position,
                        broadcast.steps().get(position - 1).channel().name(),
                        new TreeMap<>(counts.getOrDefault(position, Map.of()))))
                .toList();
    }

    /** Messages of a step. */
    public static final class StepCounts {

        private final int position;
        private final String channel;
        private final Map<String, Long> states;

        StepCounts(int position, String channel, Map<String, Long> states) {
            this.position = position;
            this.channel = channel;
            this.states = states;
        }

        public int getPosition() {
            return position;
        }

        public String getChannel() {
            return channel;
        }

        public long count(String state) {
            return states.getOrDefault(state, 0L);
        }

        public long getHandedOver() {
            return count("HANDED_OVER");
        }

        public long getDelivered() {
            return count("DELIVERED") + count("DISPLAYED");
        }

        public long getDisplayed() {
            return count("DISPLAYED");
        }

        /** Taken by the carrier, without any report since. */
        public long getUnreported() {
            return count("SENT");
        }

        /** Failed or reported as not delivered; expired ones are for themselves. */
        public long getRefused() {
            return getFailed() - getExpired();
        }

        public long getExpired() {
            return count("EXPIRED");
        }

        /** Delivered to a channel that tells of openings, and not opened. */
        public long getUnopened() {
            return Channel.valueOf(channel).reportsDisplay() ? count("DELIVERED") : 0;
        }

        public long getSkipped() {
            return getSkips().values().stream().mapToLong(Long::longValue).sum();
        }

        /** Recipients the step could not reach, by reason. */
        public Map<String, Long> getSkips() {
            Map<String, Long> skips = new TreeMap<>();
            states.forEach((state, count) -> {
                if (state.startsWith(SKIPPED)) {
                    skips.put(state.substring(SKIPPED.length()), count);
                }
            });
            return skips;
        }

        public long getFailed() {
            return count("FAILED") + count("UNDELIVERED") + count("EXPIRED") + count("REJECTED");
        }
    }
}
