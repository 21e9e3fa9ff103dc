package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heliograph.broadcast.internal.DueBroadcasts.Due;
import org.heliograph.platform.Setting;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Until when recipients wait for success, by sets that were handed over together. A set stays until each of its recipients
 * has moved on or was found to wait no longer. All within the caller's transaction.
 */
@ApplicationScoped
class FallbackWindows {

    /** When recipients are asked again who could not be moved: locked, or about to be decided by a last part. */
    private static final Duration AGAIN = Duration.ofSeconds(2);

    /** Sets that are ended in one transaction; each has as many recipients as are sent together. */
    private static final int SETS_AT_ONCE = 8;

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** Sets whose window is over. */
    record Over(List<Long> windows, List<Integer> waiting) {
        boolean mayBeMore() {
            return windows.size() == SETS_AT_ONCE;
        }
    }

    /** From now on, as long as the step waits; one that only waits for the carrier to take it has its success already. */
    void open(Handle handle, long broadcastId, int step, Integer[] recipients) {
        handle.createUpdate("insert into fallback_window (company_id, broadcast_id, step, due_at, recipients)"
                        + " select s.company_id, s.broadcast_id, s.position,"
                        + " :now::timestamptz + make_interval(secs => s.wait_minutes * :minute), :recipients from broadcast_step s"
                        + " where s.broadcast_id = :broadcast and s.position = :step and s.wait_for <> 'SUBMIT'")
                .bind("now", clock.instant().toString())
                .bind("minute", Setting.STEP_MINUTE.getInt())
                .bind("recipients", recipients)
                .bind("broadcast", broadcastId)
                .bind("step", step)
                .execute();
    }

    /** Across companies: running broadcasts with windows that are over. */
    List<Due> broadcasts() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select b.company_id, b.id from broadcast b where b.status in ('IN_PROGRESS', 'SENT')"
                                + " and exists (select from fallback_window w where w.broadcast_id = b.id"
                                + " and w.due_at <= :now::timestamptz)")
                .bind("now", clock.instant().toString())
                .map((row, context) -> new Due(row.getLong(1), row.getLong(2)))
                .list());
    }

    /**
     * Takes sets whose window is over, and those of their recipients who still wait. A message whose last part has been
     * reported alone is about to be decided (it is sent and has a time), so it is waited for.
     */
    Over take(long broadcastId) {
        return jdbi.withHandle(handle -> {
            SortedMap<Integer, List<Long>> byStep = new TreeMap<>();
            handle.createQuery("select step, id from fallback_window where broadcast_id = :broadcast"
                            + " and due_at <= :now::timestamptz order by due_at limit :limit for update skip locked")
                    .bind("broadcast", broadcastId)
                    .bind("now", clock.instant().toString())
                    .bind("limit", SETS_AT_ONCE)
                    .map((row, context) -> byStep.computeIfAbsent(row.getInt(1), step -> new ArrayList<>())
                            .add(row.getLong(2)))
                    .list();
            List<Integer> waiting = new ArrayList<>();
            byStep.forEach((step, windows) -> waiting.addAll(waiting(handle, broadcastId, step, windows)));
            return new Over(byStep.values().stream().flatMap(List::stream).toList(), waiting);
        });
    }

    private List<Integer> waiting(Handle handle, long broadcastId, int step, List<Long> windows) {
        return handle.createQuery("select r.no from recipient r where r.broadcast_id = :broadcast and r.step = :step"
                        + " and r.no = any(array(select unnest(recipients) from fallback_window where id = any(:windows)))"
                        + " and r.state = 'WAITING' and not exists (select from message m where m.id = r.message_id and m.state = 'SENT'"
                        + " and m.due_at is not null) order by r.no for update of r skip locked")
                .bind("broadcast", broadcastId)
                .bind("step", step)
                .bind("windows", windows.toArray(Long[]::new))
                .mapTo(Integer.class)
                .list();
    }

    /** Drops sets that were ended; one with recipients who could not be moved keeps those for a little later. */
    void end(List<Long> windows) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        with left_over as (
                            select w.id, array_agg(r.no) as nos from fallback_window w
                            join recipient r on r.broadcast_id = w.broadcast_id and r.no = any(w.recipients) and r.step = w.step
                            where w.id = any(:windows) and r.state = 'WAITING'
                              and r.no = any(array(select unnest(recipients) from fallback_window where id = any(:windows)))
                            group by w.id
                        ), kept as (
                            update fallback_window w set recipients = l.nos, due_at = :again::timestamptz
                            from left_over l where w.id = l.id
                        )
                        delete from fallback_window
                        where id = any(:windows) and id not in (select id from left_over)
                        """)
                .bind("windows", windows.toArray(Long[]::new))
                .bind("again", clock.instant().plus(AGAIN).toString())
                .execute());
    }

    /** A broadcast that is over waits for nobody. */
    void clear(long broadcastId) {
        jdbi.useHandle(handle -> handle.execute("delete from fallback_window where broadcast_id = ?", broadcastId));
    }
}
