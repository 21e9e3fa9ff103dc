package org.heliograph.export;

import java.time.Instant;

/**
 * A file on its way or ready.
 *
 * @param statusReason code of the error if it has failed, else null
 * @param rowsTotal rows it will have, an estimate until it is complete
 */
public record Export(
        long id,
        String grid,
        String fileName,
        Status status,
        String statusReason,
        long rowsTotal,
        long rowsDone,
        Instant createdAt,
        Instant finishedAt) {

    /** How it stands. */
    public enum Status {
        QUEUED,
        RUNNING,
        COMPLETE,
        FAILED
    }

    public boolean isOpen() {
        return status == Status.QUEUED || status == Status.RUNNING;
    }

    /** 0 to 100. */
    public int percent() {
        if (status == Status.COMPLETE) {
            return 100;
        }
        return rowsTotal == 0 ? 0 : (int) Math.min(99, 100 * rowsDone / rowsTotal);
    }
}
