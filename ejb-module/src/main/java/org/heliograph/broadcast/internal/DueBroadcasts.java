package org.heliograph.broadcast.internal;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastAction;
import org.heliograph.broadcast.BroadcastStatus;
import org.heliograph.broadcast.StatusReason;
import org.heliograph.channel.Channel;
import org.heliograph.platform.Setting;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** What is due, and the transactions that do it; each for one broadcast of the calling company, but for the questions. */
@Stateless
@Tenanted
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DueBroadcasts {

    @Inject
    private Jdbi jdbi;

    @Inject
    private BroadcastRepository broadcasts;

    @Inject
    private BroadcastChecks checks;

    @Inject
    private BroadcastLaunch launch;

    @Inject
    private RecipientProgress progress;

    @Inject
    private FallbackWindows windows;

    @Inject
    private ChunkOrder order;

    @Inject
    private Paces paces;

    @Inject
    private Chunks chunks;

    @Inject
    private Counts counts;

    @Inject
    private RunControl control;

    @Inject
    private ErrorPause errorPause;

    @Inject
    private Clock clock;

    /** A broadcast of a company. */
    public record Due(long companyId, long broadcastId) {}

    /** Across companies: scheduled broadcasts whose time has come. */
    public List<Due> toLaunch() {
        return list(
                "select company_id, id from broadcast where status = 'SCHEDULED' and scheduled_for <= :now::timestamptz"
                        + " order by scheduled_for limit 50");
    }

    /** Across companies: running broadcasts, whose status may have to follow their recipients. */
    public List<Due> running() {
        return list("select company_id, id from broadcast where status in ('IN_PROGRESS', 'SENT')"
                + " and launched_at <= :now::timestamptz order by id");
    }

    /** Across companies: running broadcasts with recipients whose window is over. */
    public List<Due> withExpired() {
        return windows.broadcasts();
    }

    /** Across companies: running broadcasts that have met too many errors of their carrier in a row. */
    public List<Due> inTrouble() {
        return jdbi.withHandle(handle -> handle.createQuery("select b.company_id, b.id from broadcast b"
                        + " join broadcast_trouble t on t.broadcast_id = b.id"
                        + " where b.status in ('IN_PROGRESS', 'SENT') and " + ErrorPause.LIMIT)
                .bind("limit", Setting.PAUSE_AFTER.getInt())
                .map((row, context) -> new Due(row.getLong(1), row.getLong(2)))
                .list());
    }

    /** Across companies: running broadcasts of those whose trial is over. */
    public List<Due> beyondTrial() {
        return list("select b.company_id, b.id from broadcast b join company c on c.id = b.company_id"
                + " where b.status in ('IN_PROGRESS', 'SENT') and c.trial_until <= :now::timestamptz");
    }

    /** Pauses it, unless it stands differently by now. */
    public void pause(long id) {
        Broadcast broadcast = broadcasts.lock(id);
        if (errorPause.isDue(id)) {
            pause(broadcast, StatusReason.PROVIDER_ERRORS);
        }
    }

    /** Pauses it because the trial is over: it can go on once the company has a package. */
    public void endTrial(long id) {
        pause(broadcasts.lock(id), StatusReason.TRIAL_OVER);
    }

    private void pause(Broadcast broadcast, StatusReason reason) {
        if (BroadcastAction.PAUSE.isPossible(broadcast.status())) {
            broadcasts.change(broadcast, BroadcastStatus.PAUSED, reason.name(), clock.instant());
            control.holdRetries(broadcast.id());
        }
    }

    private List<Due> list(String sql) {
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("now", clock.instant().toString())
                .map((row, context) -> new Due(row.getLong(1), row.getLong(2)))
                .list());
    }

    /**
     * Launches it, unless another server did.
     *
     * @throws org.heliograph.platform.error.BusinessException if it cannot run; nothing has changed then
     */
    public void launch(long id) {
        Broadcast broadcast = broadcasts.lock(id);
        if (broadcast.status() == BroadcastStatus.SCHEDULED) {
            checks.checkLaunch(broadcast);
            launch.start(broadcast);
        }
    }

    public void fail(long id, StatusReason reason) {
        Broadcast broadcast = broadcasts.lock(id);
        if (broadcast.status() == BroadcastStatus.SCHEDULED) {
            broadcasts.change(broadcast, BroadcastStatus.FAILED, reason.name(), clock.instant());
        }
    }

    /** Ends windows that are over; the recipients go on to the next step. Returns whether there may be more. */
    public boolean expire(long id) {
        FallbackWindows.Over over = windows.take(id);
        if (!over.waiting().isEmpty()) {
            progress.expire(Callers.get().company(), id, over.waiting());
        }
        if (!over.windows().isEmpty()) {
            windows.end(over.windows());
        }
        return over.mayBeMore();
    }

    /** Lets the status follow the recipients: all due handed over, all ended, all displayed. */
    public void follow(long id) {
        Broadcast broadcast = broadcasts.lock(id);
        if (!broadcast.status().isRunning()) {
            return;
        }
        Map<Integer, Map<String, Long>> sums = counts.of(id);
        Map<String, Long> recipients = sums.getOrDefault(0, Map.of());
        long ended = sum(recipients, "SUCCESSFUL", "UNSUCCESSFUL", "ABORTED");
        BroadcastStatus status;
        if (ended >= broadcast.recipients()) {
            status = BroadcastStatus.COMPLETE;
        } else {
            status = hasOpenChunks(id) ? BroadcastStatus.IN_PROGRESS : BroadcastStatus.SENT;
        }
        if (status != broadcast.status()) {
            broadcasts.change(broadcast, status, null, clock.instant());
        }
        if (status == BroadcastStatus.COMPLETE) {
            chunks.clear(id);
            windows.clear(id);
            paces.clear(id);
        }
    }

    /** Across companies: complete broadcasts of the last days of which all was displayed that was, or may still be, delivered. */
    public void markSeen() {
        jdbi.useHandle(handle -> handle.execute(
                """
                update broadcast b set status = 'SEEN', version = version + 1
                where b.status = 'COMPLETE' and b.finished_at > ?::timestamptz - interval '3 days' and b.type = 'FALLBACK'
                  and exists (select from broadcast_count n where n.broadcast_id = b.id and n.state = 'DISPLAYED')
                  and (select coalesce(sum(n.change), 0) from broadcast_count n
                       where n.broadcast_id = b.id and n.step > 0 and n.state in ('SENT', 'DELIVERED')) = 0
                  and (select coalesce(sum(n.change), 0) from broadcast_count n
                       where n.broadcast_id = b.id and n.step > 0 and n.state = 'DISPLAYED') > 0
                """,
                clock.instant().toString()));
    }

    /**
     * Across companies: gives back what dead servers had in hand, and tells who has something to send, by channel.
     *
     * @param running chunks that this server works on, even if it could not prolong their leases
     */
    public Map<Channel, Integer> toSend(Set<Long> unavailableAccounts, Set<Long> running) {
        chunks.releaseExpired(running);
        return order.due(unavailableAccounts);
    }

    public void renew(Collection<Long> running) {
        chunks.renew(running);
    }

    public void releaseOwn() {
        chunks.releaseOwn();
    }

    /** Across companies: broadcasts that were aborted a while ago, of which a dead server may have left messages. */
    public List<Due> toClose() {
        return list("select company_id, id from broadcast where status = 'ABORTED' and closed_at is null"
                + " and finished_at < :now::timestamptz - interval '10 minutes' order by id limit 50");
    }

    /** Ends messages of an aborted broadcast that a dead server left without a result. */
    public void close(long id) {
        control.close(id);
    }

    public void releaseForgotten() {
        control.releaseForgotten();
    }

    public void fold() {
        counts.fold();
        counts.foldMoments();
    }

    private boolean hasOpenChunks(long id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select exists (select from chunk where broadcast_id = :id)")
                        .bind("id", id)
                        .mapTo(Boolean.class)
                        .one());
    }

    private static long sum(Map<String, Long> counts, String... states) {
        long sum = 0;
        for (String state : states) {
            sum += counts.getOrDefault(state, 0L);
        }
        return sum;
    }
}
