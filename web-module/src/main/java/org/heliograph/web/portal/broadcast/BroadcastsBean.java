package org.heliograph.web.portal.broadcast;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastService;
import org.heliograph.broadcast.BroadcastStatus;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.grid.Grid;
import org.heliograph.web.portal.grid.GridReader;

/** The broadcasts page: the table, its row actions, and the statistics of a row. */
@Named
@ViewScoped
public class BroadcastsBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private GridReader reader;

    @Inject
    private transient BroadcastService broadcasts;

    @Inject
    private Messages messages;

    private Grid grid;

    @PostConstruct
    void open() {
        grid = reader.open("broadcast");
    }

    public Grid getGrid() {
        return grid;
    }

    /** Whether a row action applies in the status. */
    public boolean can(String action, String statusName) {
        BroadcastStatus status = BroadcastStatus.valueOf(statusName);
        return switch (action) {
            case "edit" -> status.isEditable();
            case "pause" -> status.next().contains(BroadcastStatus.PAUSED);
            case "resume" -> status == BroadcastStatus.PAUSED;
            case "abort" -> status.next().contains(BroadcastStatus.ABORTED);
            case "relaunch" -> status == BroadcastStatus.COMPLETE || status == BroadcastStatus.SEEN;
            case "delete" -> status == BroadcastStatus.DRAFT;
            default -> throw new IllegalArgumentException(action);
        };
    }

    /** Whether any row of the page may still change by itself. */
    public boolean isAnyRunning() {
        List<Map<String, Object>> rows = grid.getModel().getWrappedData();
        return rows != null
                && rows.stream()
                        .map(row -> BroadcastStatus.valueOf(String.valueOf(row.get("status"))))
                        .anyMatch(status -> status.isRunning() || status == BroadcastStatus.SCHEDULED);
    }

    public void pause(long id) {
        broadcasts.pause(id);
        done("broadcast.paused", id);
    }

    public void resume(long id) {
        broadcasts.resume(id);
        done("broadcast.resumed", id);
    }

    public void abort(long id) {
        broadcasts.abort(id);
        done("broadcast.aborted", id);
    }

    public void copy(long id) {
        long copy = broadcasts.copy(id);
        done("broadcast.copied", copy);
    }

    public void relaunch(long id) {
        long relaunched = broadcasts.relaunchForFailed(id);
        boolean moderated = broadcasts.get(relaunched).status() == BroadcastStatus.ON_MODERATION;
        done(moderated ? "broadcast.sentToModeration" : "broadcast.relaunched", relaunched);
    }

    public void delete(long id) {
        String name = broadcasts.get(id).name();
        broadcasts.delete(id);
        messages.done("broadcast.deleted", name);
        grid.refresh();
    }

    private void done(String key, long id) {
        messages.done(key, broadcasts.get(id).name());
        grid.refresh();
    }

    /** The statistics that unfold under a row. */
    public Statistics statistics(long id) {
        return new Statistics(broadcasts.get(id), broadcasts.counts(id));
    }

    /** Counts of a broadcast, recipients and messages. */
    public static final class Statistics {

        private final Broadcast broadcast;
        private final Map<Integer, Map<String, Long>> counts;

        Statistics(Broadcast broadcast, Map<Integer, Map<String, Long>> counts) {
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
            return java.util.stream.IntStream.rangeClosed(1, broadcast.steps().size())
                    .mapToObj(position -> new StepCounts(
                            position,
                            broadcast.steps().get(position - 1).channel().name(),
                            new TreeMap<>(counts.getOrDefault(position, Map.of()))))
                    .toList();
        }
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

        public long getFailed() {
            return count("FAILED") + count("UNDELIVERED") + count("EXPIRED") + count("REJECTED");
        }
    }
}
