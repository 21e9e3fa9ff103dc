package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.broadcast.BroadcastReport;
import org.heliograph.broadcast.internal.ChunkClaims.Work;
import org.heliograph.channel.Channel;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.message.WorkReady;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Moves recipients on as their messages change: to success, to waiting, or to the next step. A change of an earlier
 * step's message, or of a recipient who has ended, moves nobody. All within the transaction of what happened.
 *
 * <p>The statements repeat {@code no = any(:nos)} beside the join: while a broadcast is too new for the statistics, the
 * planner thinks it has one recipient, and would read them all for each row of the join.
 */
@ApplicationScoped
public class RecipientProgress {

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private NextSteps nextSteps;

    @Inject
    private Counts counts;

    @Inject
    private RunControl control;

    @Inject
    private ErrorPause errorPause;

    @Inject
    private Event<WorkReady> ready;

    void messagesChanged(@Observes MessagesChanged event) {
        Map<Long, List<Change>> byBroadcast = event.changes().stream()
                .filter(change -> change.broadcastId() != null)
                .collect(Collectors.groupingBy(Change::broadcastId));
        byBroadcast.forEach((broadcastId, changes) -> apply(event.companyId(), broadcastId, changes));
    }

    private void apply(long companyId, long broadcastId, List<Change> changes) {
        jdbi.useHandle(handle -> {
            counts.addMessages(handle, broadcastId, changes);
            errorPause.count(handle, broadcastId, changes);
            if (changes.stream().anyMatch(change -> change.after() == MessageState.QUEUED)) {
                control.followStatus(handle, broadcastId);
            }
            List<Integer> current = currentOf(handle, broadcastId, changes);
            List<Change> handedOver = changes.stream()
                    .filter(change -> change.before() == MessageState.SENDING)
                    .filter(change -> change.after() == MessageState.SENT)
                    .toList();
            startWaiting(handle, broadcastId, handedOver);
            List<Change> reached = changes.stream()
                    .filter(change -> change.after() == MessageState.SENT
                            || change.after() == MessageState.DELIVERED
                            || change.after() == MessageState.DISPLAYED)
                    .toList();
            succeed(handle, broadcastId, reached);
            Map<Integer, String> failed = new HashMap<>();
            changes.stream()
                    .filter(change -> change.after().isFailure())
                    .forEach(change -> failed.put(
                            change.recipientNo(),
                            change.after() == MessageState.FAILED
                                    ? change.failure()
                                    : change.after().name()));
            failed.keySet().retainAll(current);
            advance(handle, companyId, broadcastId, failed);
        });
    }

    private static final String START_WAITING =
            """
            with moved as (
                update recipient r
                set state = 'WAITING', initiated = true,
                    due_at = :now::timestamptz + make_interval(mins => s.wait_minutes)
                from unnest(:nos, :ids) u (no, id), broadcast_step s,
                     (select no, initiated from recipient where broadcast_id = :broadcast and no = any(:nos)) was
                where r.broadcast_id = :broadcast and r.no = any(:nos) and r.no = u.no and r.message_id = u.id
                  and r.state = 'SENDING' and was.no = r.no and s.broadcast_id = r.broadcast_id and s.position = r.step
                returning r.no, r.due_at, was.initiated
            ), windows as (
                insert into fallback_window (company_id, broadcast_id, due_at, recipients)
                select :company, :broadcast, due_at, array_agg(no) from moved group by due_at
            )
            select count(*) filter (where not initiated) from moved
            """;

    /** The window opens when the carrier has taken the message. */
    private void startWaiting(Handle handle, long broadcastId, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        int initiated = handle.createQuery(START_WAITING)
                .bind("broadcast", broadcastId)
                .bind("company", Callers.get().company())
                .bind("now", clock.instant().toString())
                .bind("nos", numbers(changes))
                .bind("ids", ids(changes))
                .mapTo(Integer.class)
                .one();
        counts.add(handle, broadcastId, 0, "INITIATED", initiated);
    }

    private void succeed(Handle handle, long broadcastId, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        int succeeded = handle.createUpdate("update recipient r set state = 'SUCCESSFUL', due_at = null, reason = null"
                        + " from unnest(:nos, :ids, :ranks) u (no, id, rank), broadcast_step s"
                        + " where r.broadcast_id = :broadcast and r.no = any(:nos) and r.no = u.no"
                        + " and r.message_id = u.id and r.state = 'WAITING' and s.broadcast_id = r.broadcast_id and s.position = r.step"
                        + " and u.rank >= case s.wait_for when 'SUBMIT' then 1 when 'DELIVERY' then 3 else 4 end")
                .bind("broadcast", broadcastId)
                .bind("nos", numbers(changes))
                .bind("ids", ids(changes))
                .bind(
                        "ranks",
                        changes.stream().map(change -> change.after().rank()).toArray(Integer[]::new))
                .execute();
        counts.add(handle, broadcastId, 0, "SUCCESSFUL", succeeded);
    }

    /** Recipients whose current message is among the changed; locked in their order, as everywhere, against deadlocks. */
    private static List<Integer> currentOf(Handle handle, long broadcastId, List<Change> changes) {
        return handle.createQuery("select r.no from recipient r join unnest(:nos, :ids) u (no, id)"
                        + " on r.no = u.no and r.message_id = u.id"
                        + " where r.broadcast_id = :broadcast and r.no = any(:nos) order by r.no for update of r")
                .bind("broadcast", broadcastId)
                .bind("nos", numbers(changes))
                .bind("ids", ids(changes))
                .mapTo(Integer.class)
                .list();
    }

    /** Recipients the step's channel cannot reach. */
    void skip(Work work, Map<Integer, String> skipped) {
        if (skipped.isEmpty()) {
            return;
        }
        long id = work.broadcast().id();
        int step = work.chunk().step();
        jdbi.useHandle(handle -> {
            skipped.values().stream()
                    .collect(Collectors.groupingBy(reason -> reason, Collectors.summingInt(reason -> 1)))
                    .forEach((reason, sum) -> counts.add(handle, id, step, BroadcastReport.SKIPPED + reason, sum));
            noteSkips(handle, id, step, skipped);
            advance(handle, Callers.get().company(), id, skipped);
        });
    }

    /** The claim has locked them, so they are as they were when it found the obstacle. */
    private static void noteSkips(Handle handle, long broadcastId, int step, Map<Integer, String> skipped) {
        handle.createUpdate("update recipient r set skipped = array_append(r.skipped, :step || ':' || u.reason)"
                        + " from unnest(:nos, :reasons) u (no, reason)"
                        + " where r.broadcast_id = :broadcast and r.no = any(:nos) and r.no = u.no")
                .bind("broadcast", broadcastId)
                .bind("step", Integer.toString(step))
                .bind("nos", skipped.keySet().toArray(Integer[]::new))
                .bind("reasons", skipped.values().toArray(String[]::new))
                .execute();
    }

    /** Recipients whose window is over without success. */
    void expire(long companyId, long broadcastId, List<Integer> recipients) {
        Map<Integer, String> reasons = new HashMap<>();
        recipients.forEach(no -> reasons.put(no, "NO_REPORT"));
        jdbi.useHandle(handle -> advance(handle, companyId, broadcastId, reasons));
    }

    private void advance(Handle handle, long companyId, long broadcastId, Map<Integer, String> reasons) {
        if (!reasons.isEmpty()) {
            Set<Channel> channels = nextSteps.advance(handle, companyId, broadcastId, reasons);
            if (!channels.isEmpty()) {
                ready.fire(WorkReady.ofBroadcasts(channels));
            }
        }
    }

    /**
     * Ends the chunk's recipients of a capability check whose numbers were answered.
     *
     * @param giveUp ends the others too, as not reported
     */
    void finishChecked(Work work, Collection<String> answered, boolean giveUp) {
        jdbi.useHandle(handle -> {
            Map<String, Integer> ended = new HashMap<>();
            handle.createQuery("update recipient r set initiated = true,"
                            + " state = case when was.capable then 'SUCCESSFUL' else 'UNSUCCESSFUL' end,"
                            + " reason = case when was.capable then null when was.answered then 'NOT_CAPABLE'"
                            + " else 'NO_REPORT' end"
                            + " from (select q.no, q.phone = any(:answered) as answered,"
                            + " q.phone = any(:answered) and coalesce(c.rcs_capable, false) as capable"
                            + " from recipient q left join contact c on c.id = q.contact_id"
                            + " where q.broadcast_id = :broadcast and q.no = any(:nos)) was"
                            + " where r.broadcast_id = :broadcast and r.no = was.no and r.state = 'PENDING'"
                            + " and (was.answered or :giveUp) returning r.state")
                    .bind("broadcast", work.broadcast().id())
                    .bind("nos", work.chunk().recipients().toArray(Integer[]::new))
                    .bind("answered", answered.toArray(String[]::new))
                    .bind("giveUp", giveUp)
                    .mapTo(String.class)
                    .forEach(state -> ended.merge(state, 1, Integer::sum));
            long id = work.broadcast().id();
            counts.add(
                    handle,
                    id,
                    0,
                    "INITIATED",
                    ended.values().stream().mapToInt(i -> i).sum());
            ended.forEach((state, count) -> counts.add(handle, id, 0, state, count));
        });
    }

    private static Integer[] numbers(List<Change> changes) {
        return changes.stream().map(Change::recipientNo).toArray(Integer[]::new);
    }

    private static java.util.UUID[] ids(List<Change> changes) {
        return changes.stream().map(Change::messageId).toArray(java.util.UUID[]::new);
    }
}
