package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.heliograph.broadcast.internal.DueBroadcasts.Due;
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
            List<Long> windows = handle.createQuery("select id from fallback_window where broadcast_id = :broadcast"
                            + " and due_at <= :now::timestamptz order by due_at limit :limit for update skip locked")
                    .bind("broadcast", broadcastId)
                    .bind("now", clock.instant().toString())
                    .bind("limit", SETS_AT_ONCE)
                    .mapTo(Long.class)
                    .list();
            return new Over(windows, windows.isEmpty() ? List.of() : waiting(handle, broadcastId, windows));
        });
    }

    private List<Integer> waiting(Handle handle, long broadcastId, List<Long> windows) {
        return handle.createQuery("select no from recipient r where broadcast_id = :broadcast"
                        + " and no = any(array(select unnest(recipients) from fallback_window where id = any(:windows)))"
                        + " and state = 'WAITING' and due_at <= :now::timestamptz"
                        + " and not exists (select from message m where m.id = r.message_id and m.state = 'SENT'"
                        + " and m.due_at is not null) order by no for update of r skip locked")
                .bind("broadcast", broadcastId)
                .bind("windows", windows.toArray(Long[]::new))
                .bind("now", clock.instant().toString())
                .mapTo(Integer.class)
                .list();
    }

    /** Drops sets that were ended; one with recipients who could not be moved keeps those for a little later. */
    void end(List<Long> windows) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        with left_over as (
                            select w.id, array_agg(r.no) as nos from fallback_window w
                            join recipient r on r.broadcast_id = w.broadcast_id and r.no = any(w.recipients)
                            where w.id = any(:windows) and r.state = 'WAITING' and r.due_at <= :now::timestamptz
                            group by w.id
                        ), kept as (
                            update fallback_window w set recipients = l.nos, due_at = :again::timestamptz
                            from left_over l where w.id = l.id
                        )
                        delete from fallback_window
                        where id = any(:windows) and id not in (select id from left_over)
                        """)
                .bind("windows", windows.toArray(Long[]::new))
                .bind("now", clock.instant().toString())
                .bind("again", clock.instant().plus(AGAIN).toString())
                .execute());
    }

    /** A broadcast that is over waits for nobody. */
    void clear(long broadcastId) {
        jdbi.useHandle(handle -> handle.execute("delete from fallback_window where broadcast_id = ?", broadcastId));
    }
}
