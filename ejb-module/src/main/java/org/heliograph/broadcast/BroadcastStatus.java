package org.heliograph.broadcast;

import java.util.Set;

/** How a broadcast stands; the transitions that are possible are listed here and nowhere else. */
public enum BroadcastStatus {
    DRAFT,
    ON_MODERATION,
    REJECTED,
    SCHEDULED,
    /** Recipients are being sent to. */
    IN_PROGRESS,
    /** Everything due so far was handed over; reports or fallback windows are open. */
    SENT,
    PAUSED,
    /** Every recipient has a final result. */
    COMPLETE,
    /** Complete, and every delivered message was displayed. */
    SEEN,
    ABORTED,
    /** It could not run; the reason says why. */
    FAILED;

    /** The statuses this one may change to. */
    public Set<BroadcastStatus> next() {
        return switch (this) {
            case DRAFT -> Set.of(ON_MODERATION, SCHEDULED, IN_PROGRESS, FAILED);
            case REJECTED -> Set.of(DRAFT, ON_MODERATION, SCHEDULED, IN_PROGRESS, FAILED);
            case ON_MODERATION -> Set.of(DRAFT, REJECTED, SCHEDULED);
            case SCHEDULED -> Set.of(DRAFT, IN_PROGRESS, FAILED, ABORTED);
            case IN_PROGRESS -> Set.of(SENT, PAUSED, COMPLETE, ABORTED);
            case SENT -> Set.of(IN_PROGRESS, PAUSED, COMPLETE, ABORTED);
            case PAUSED -> Set.of(IN_PROGRESS, ABORTED);
            case COMPLETE -> Set.of(SEEN);
            case SEEN, ABORTED, FAILED -> Set.of();
        };
    }

    public boolean isFinal() {
        return this == COMPLETE || this == SEEN || this == ABORTED || this == FAILED;
    }

    public boolean isEditable() {
        return this == DRAFT || this == REJECTED || this == SCHEDULED;
    }

    public boolean isRunning() {
        return this == IN_PROGRESS || this == SENT;
    }
}
