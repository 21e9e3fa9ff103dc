package org.heliograph.contact.imports;

/** Where an import stands. */
public enum ImportStatus {
    /** The wizard has not asked for the check yet. */
    DRAFT,
    CHECKING,
    /** Staged rows wait for the user's go. */
    CHECKED,
    QUEUED,
    RUNNING,
    COMPLETE,
    /** Stopped with a reason; contacts imported so far stay. */
    FAILED,
    /** Stopped by the user; contacts imported so far stay. */
    CANCELED;

    public boolean isWorking() {
        return this == CHECKING || this == QUEUED || this == RUNNING;
    }

    public boolean isOver() {
        return this == COMPLETE || this == CANCELED;
    }
}
