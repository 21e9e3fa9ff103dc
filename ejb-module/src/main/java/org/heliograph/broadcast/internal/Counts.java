package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A broadcast's counters: changes are appended in the transaction of what they count, and summed when read. */
@ApplicationScoped
public class Counts {

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    void add(Handle handle, long broadcastId, int step, String state, int change) {
        add(handle, broadcastId, new CountChanges().add(step, state, change));
    }

    void add(Handle handle, long broadcastId, CountChanges changes) {
        List<CountChanges.Sum> sums = changes.sums();
        if (sums.isEmpty()) {
            return;
        }
        handle.createUpdate("insert into broadcast_count (company_id, broadcast_id, step, state, change)"
                        + " select :company, :broadcast, s.* from unnest(:steps, :states, :changes) s")
                .bind("company", Callers.get().company())
                .bind("broadcast", broadcastId)
                .bind("steps", sums.stream().map(CountChanges.Sum::step).toArray(Integer[]::new))
                .bind("states", sums.stream().map(CountChanges.Sum::state).toArray(String[]::new))
                .bind("changes", sums.stream().map(CountChanges.Sum::change).toArray(Integer[]::new))
                .execute();
    }

    /** Adds to the timeline, and to the counters that are to be written. */
    void addMessages(Handle handle, long broadcastId, List<Change> changes, CountChanges counts) {
        for (Change change : changes) {
            if (change.after() == MessageState.QUEUED) {
                continue;
            }
            counts.add(change.step(), change.after().name(), 1);
            if (change.before().rank() > 0) {
                counts.add(change.step(), change.before().name(), -1);
            }
            if (isTaken(change)) {
                counts.add(change.step(), "HANDED_OVER", 1);
            }
        }
        counts.add(0, "INITIATED", initiatedLate(handle, broadcastId, changes));
        addMoments(handle, broadcastId, changes);
    }

    private static boolean isTaken(Change change) {
        return change.isHandOver() || change.isLateHandOver();
    }

    /** Recipients who ended with a message that was given up; others went on, and begin with the next one that is taken. */
    private static int initiatedLate(Handle handle, long broadcastId, List<Change> changes) {
        List<Change> late = changes.stream().filter(Change::isLateHandOver).toList();
        return late.isEmpty()
                ? 0
                : handle.createQuery("select count(*) from recipient where broadcast_id = :broadcast and no = any(:nos)"
                                + " and message_id = any(:ids) and not initiated")
                        .bind("broadcast", broadcastId)
                        .bind("nos", late.stream().map(Change::recipientNo).toArray(Integer[]::new))
                        .bind("ids", late.stream().map(Change::messageId).toArray(UUID[]::new))
                        .mapTo(Integer.class)
                        .one();
    }

    /** What happened to the messages, for the timeline. */
    private void addMoments(Handle handle, long broadcastId, List<Change> changes) {
        Map<String, Integer> events = new HashMap<>();
        changes.stream().flatMap(Counts::passed).forEach(state -> events.merge(state.name(), 1, Integer::sum));
        if (events.isEmpty()) {
            return;
        }
        handle.createUpdate(
                        """
                        insert into broadcast_moment (company_id, broadcast_id, at, event, change)
                        select b.company_id, b.id, date_bin(
                            case when :now::timestamptz < b.launched_at + interval '1 hour' then interval '10 seconds'
                                 else interval '10 minutes' end, :now::timestamptz, 'epoch'), e.event, e.change
                        from broadcast b, unnest(:events, :changes) e (event, change) where b.id = :broadcast
                        """)
                .bind("now", clock.instant().toString())
                .bind("broadcast", broadcastId)
                .bind("events", events.keySet().toArray(String[]::new))
                .bind("changes", events.values().toArray(Integer[]::new))
                .execute();
    }

    /** What a message went through at once: a report that overtakes another includes it. */
    private static Stream<MessageState> passed(Change change) {
        MessageState before = change.before();
        MessageState after = change.after();
        if (after == MessageState.QUEUED) {
            return Stream.empty();
        }
        List<MessageState> states = new ArrayList<>();
        if (isTaken(change) && after != MessageState.SENT) {
            states.add(MessageState.SENT);
        }
        if (after == MessageState.DISPLAYED && before.rank() < MessageState.DELIVERED.rank()) {
            states.add(MessageState.DELIVERED);
        }
        states.add(after.isFailure() ? MessageState.FAILED : after);
        return states.stream();
    }

    /** Sums by step and state; step 0 counts recipients. */
    public Map<Integer, Map<String, Long>> of(long broadcastId) {
        Map<Integer, Map<String, Long>> sums = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select step, state, sum(change) from broadcast_count"
                        + " where broadcast_id = :broadcast group by step, state")
                .bind("broadcast", broadcastId)
                .map((row, context) -> sums.computeIfAbsent(row.getInt(1), step -> new HashMap<>())
                        .put(row.getString(2), row.getLong(3)))
                .list());
        return sums;
    }

    /** Folds the changes of broadcasts that run, or ended days ago at most, into one row each; reading gives the same sums before and after. */
    void fold() {
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                with busy as (
                    select n.broadcast_id, n.step, n.state from broadcast b
                    join broadcast_count n on n.broadcast_id = b.id
                    where b.launched_at is not null
                      and (b.finished_at is null or b.finished_at > :now::timestamptz - interval '3 days')
                    group by n.broadcast_id, n.step, n.state having count(*) > 20 limit 100
                ), gone as (
                    delete from broadcast_count n using busy
                    where n.broadcast_id = busy.broadcast_id and n.step = busy.step and n.state = busy.state
                    returning n.company_id, n.broadcast_id, n.step, n.state, n.change
                )
                insert into broadcast_count (company_id, broadcast_id, step, state, change)
                select company_id, broadcast_id, step, state, sum(change) from gone
                group by company_id, broadcast_id, step, state
                """)
                .bind("now", clock.instant().toString())
                .execute());
    }

    /** The same for the timeline, of which only the latest hour still grows. */
    void foldMoments() {
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        with busy as (
                            select broadcast_id, at, event from broadcast_moment
                            where at > :now::timestamptz - interval '1 hour'
                            group by broadcast_id, at, event having count(*) > 5 limit 1000
                        ), gone as (
                            delete from broadcast_moment m using busy
                            where m.broadcast_id = busy.broadcast_id and m.at = busy.at and m.event = busy.event
                            returning m.company_id, m.broadcast_id, m.at, m.event, m.change
                        )
                        insert into broadcast_moment (company_id, broadcast_id, at, event, change)
                        select company_id, broadcast_id, at, event, sum(change) from gone
                        group by company_id, broadcast_id, at, event
                        """)
                .bind("now", clock.instant().toString())
                .execute());
    }
}
