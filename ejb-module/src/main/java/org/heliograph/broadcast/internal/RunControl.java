package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.heliograph.message.MessageSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Holds, releases and ends a broadcast's open work. */
@ApplicationScoped
public class RunControl {

    @Inject
    private Jdbi jdbi;

    @Inject
    private Counts counts;

    @Inject
    private FallbackWindows windows;

    @Inject
    private Paces paces;

    @Inject
    private Clock clock;

    /** Messages that wait to be tried again follow their broadcast: they are held while that is paused, and end with it. */
    void followStatus(Handle handle, long broadcastId, List<UUID> messages) {
        String status = handle.createQuery("select status from broadcast where id = :id")
                .bind("id", broadcastId)
                .mapTo(String.class)
                .one();
        if (status.equals("PAUSED")) {
            MessageSet.bind(
                            handle.createUpdate("update message m set due_at = 'infinity' where " + MessageSet.AMONG
                                    + " and m.state = 'QUEUED'"),
                            messages)
                    .execute();
        } else if (status.equals("ABORTED")) {
            fail(handle, broadcastId, "m.state = 'QUEUED'");
        }
    }

    /** Messages waiting to be tried again wait until the broadcast is resumed. */
    public void holdRetries(long broadcastId) {
        jdbi.useHandle(handle -> handle.execute(
                "update message set due_at = 'infinity' where broadcast_id = ? and state = 'QUEUED'", broadcastId));
    }

    /** Across companies: a message that was held while its broadcast was being resumed would wait for ever. */
    void releaseForgotten() {
        jdbi.useHandle(handle -> handle.execute(
                "update message m set due_at = ?::timestamptz, step_since = ?::timestamptz from broadcast b where m.due_at = 'infinity'"
                        + " and m.state = 'QUEUED' and m.content is not null and b.id = m.broadcast_id"
                        + " and b.status in ('IN_PROGRESS', 'SENT')",
                clock.instant().toString(),
                clock.instant().toString()));
    }

    /** They may be tried again, as many a second as the broadcast or their sender may send. */
    public void releaseRetries(long broadcastId) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        update message m
                        set due_at = :now::timestamptz + q.wait, step_since = :now::timestamptz + q.wait
                        from (select w.id, coalesce(
                                  (row_number() over (partition by w.sender_id order by w.id) - 1)
                                      / least((b.rules ->> 'speedLimit')::float8, s.speed_limit) * interval '1 second',
                                  interval '0') as wait
                              from message w join broadcast b on b.id = w.broadcast_id left join sender s on s.id = w.sender_id
                              where w.broadcast_id = :broadcast and w.state = 'QUEUED') q
                        where m.id = q.id and m.broadcast_id = :broadcast
                        """)
                .bind("now", clock.instant().toString())
                .bind("broadcast", broadcastId)
                .execute());
    }

    /** Recipients without a final result are aborted; messages not handed over yet have failed. */
    public void abort(long broadcastId) {
        jdbi.useHandle(handle -> {
            handle.execute("delete from chunk where broadcast_id = ?", broadcastId);
            windows.clear(broadcastId);
            paces.clear(broadcastId);
            fail(handle, broadcastId, "m.state = 'QUEUED'");
            counts.add(handle, broadcastId, 0, "ABORTED", abortRecipients(handle, broadcastId));
        });
    }

    /**
     * Locks them in their order first, as everywhere, against deadlocks; by a statement of its own, since the planner takes a
     * million who are new for one, and would join each with each.
     */
    private static int abortRecipients(Handle handle, long broadcastId) {
        handle.createQuery("select count(*) from (select from recipient where broadcast_id = :broadcast"
                        + " and state in ('PENDING', 'WAITING') order by no for update) locked")
                .bind("broadcast", broadcastId)
                .mapTo(Long.class)
                .one();
        return handle.execute(
                "update recipient set state = 'ABORTED', reason = 'ABORTED'"
                        + " where broadcast_id = ? and state in ('PENDING', 'WAITING')",
                broadcastId);
    }

    /**
     * Ends messages that were in hand when their server died and their broadcast was aborted. Whoever still sends has recorded
     * its results long before.
     */
    void close(long broadcastId) {
        jdbi.useHandle(handle -> {
            handle.execute(
                    "update broadcast set closed_at = ?::timestamptz where id = ?",
                    clock.instant().toString(),
                    broadcastId);
            writeMissing(handle, broadcastId);
            fail(handle, broadcastId, "m.state in ('QUEUED', 'SENDING')");
        });
    }

    /**
     * Nobody knows whether they were handed over, since they are written with their result. Each is looked up by itself; a join
     * would read the messages of all time.
     */
    private void writeMissing(Handle handle, long broadcastId) {
        handle.createUpdate(
                        """
                        insert into message (id, company_id, channel, sender_id, sender, account_id, contact_id, address,
                            broadcast_id, recipient_no, step, state, attempts, created_at)
                        select r.message_id, r.company_id, t.channel, t.sender_id, coalesce(s.address, ''), s.account_id,
                            r.contact_id, case when t.channel = 'EMAIL' then coalesce(%s, r.phone) else r.phone end,
                            r.broadcast_id, r.no, r.step, 'SENDING', 1, :now::timestamptz
                        from recipient r
                        join broadcast_step t on t.broadcast_id = r.broadcast_id and t.position = r.step
                        left join sender s on s.id = t.sender_id
                        left join contact c on c.id = r.contact_id
                        where r.broadcast_id = :broadcast and r.state = 'ABORTED' and r.message_id is not null
                          and (select m.id from message m where m.id = r.message_id) is null
                        on conflict (id) do nothing
                        """
                                .formatted(StepForecast.EMAIL))
                .bind("broadcast", broadcastId)
                .bind("now", clock.instant().toString())
                .execute();
    }

    private void fail(Handle handle, long broadcastId, String condition) {
        handle.createQuery("with failed as (update message m set state = 'FAILED', failure = 'ABORTED', due_at = null"
                        + " where m.broadcast_id = :broadcast and " + condition + " returning m.step)"
                        + " select step, count(*) from failed group by step")
                .bind("broadcast", broadcastId)
                .map((row, context) -> new int[] {row.getInt(1), row.getInt(2)})
                .list()
                .forEach(sum -> counts.add(handle, broadcastId, sum[0], "FAILED", sum[1]));
    }
}
