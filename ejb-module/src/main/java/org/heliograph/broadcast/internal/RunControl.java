package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Holds, releases and ends a broadcast's open work. */
@ApplicationScoped
public class RunControl {

    @Inject
    private Jdbi jdbi;

    @Inject
    private Counts counts;

    @Inject
    private Clock clock;

    /** Messages waiting to be tried again wait until the broadcast is resumed. */
    public void holdRetries(long broadcastId) {
        jdbi.useHandle(handle -> handle.execute(
                "update message set due_at = 'infinity' where broadcast_id = ? and state = 'QUEUED'", broadcastId));
    }

    public void releaseRetries(long broadcastId) {
        jdbi.useHandle(handle -> handle.execute(
                "update message set due_at = ?::timestamptz where broadcast_id = ? and state = 'QUEUED'",
                clock.instant().toString(),
                broadcastId));
    }

    /** Recipients without a final result are aborted; messages not handed over yet have failed. */
    public void abort(long broadcastId) {
        jdbi.useHandle(handle -> {
            handle.execute("delete from chunk where broadcast_id = ? and state = 'QUEUED'", broadcastId);
            handle.execute(
                    "update message set state = 'FAILED', failure = 'ABORTED', due_at = null"
                            + " where broadcast_id = ? and state = 'QUEUED'",
                    broadcastId);
            int aborted = handle.execute(
                    "update recipient set state = 'ABORTED', due_at = null, reason = 'ABORTED'"
                            + " where broadcast_id = ? and state in ('PENDING', 'SENDING', 'WAITING')",
                    broadcastId);
            counts.add(handle, broadcastId, 0, "ABORTED", aborted);
        });
    }
}
