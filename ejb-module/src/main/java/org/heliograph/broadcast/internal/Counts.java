package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    void add(Handle handle, long broadcastId, int step, String state, int change) {
        if (change != 0) {
            handle.execute(
                    "insert into broadcast_count (company_id, broadcast_id, step, state, change) values (?, ?, ?, ?, ?)",
                    Callers.get().company(),
                    broadcastId,
                    step,
                    state,
                    change);
        }
    }

    void addMessages(Handle handle, long broadcastId, List<Change> changes) {
        Map<Integer, Map<String, Integer>> sums = new HashMap<>();
        for (Change change : changes) {
            if (change.after() == MessageState.QUEUED) {
                continue;
            }
            Map<String, Integer> step = sums.computeIfAbsent(change.step(), s -> new HashMap<>());
            step.merge(change.after().name(), 1, Integer::sum);
            if (change.before().rank() > 0) {
                step.merge(change.before().name(), -1, Integer::sum);
            }
            if (change.before().rank() == 0 && change.after() != MessageState.FAILED) {
                step.merge("HANDED_OVER", 1, Integer::sum);
            }
        }
        sums.forEach(
                (step, states) -> states.forEach((state, change) -> add(handle, broadcastId, step, state, change)));
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

    /** Folds the changes of broadcasts into one row each; reading gives the same sums before and after. */
    void fold() {
        jdbi.useHandle(
                handle -> handle.execute(
                        """
                with busy as (
                    select broadcast_id, step, state from broadcast_count
                    group by broadcast_id, step, state having count(*) > 20 limit 100
                ), gone as (
                    delete from broadcast_count n using busy
                    where n.broadcast_id = busy.broadcast_id and n.step = busy.step and n.state = busy.state
                    returning n.company_id, n.broadcast_id, n.step, n.state, n.change
                )
                insert into broadcast_count (company_id, broadcast_id, step, state, change)
                select company_id, broadcast_id, step, state, sum(change) from gone
                group by company_id, broadcast_id, step, state
                """));
    }
}
