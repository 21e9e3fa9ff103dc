package org.heliograph.broadcast;

import java.util.Set;
import org.heliograph.platform.error.ConflictException;

/** What can be done with a broadcast, and in which statuses; asked by the service and by whoever offers it. */
public enum BroadcastAction {
    EDIT("broadcast_not_editable", BroadcastStatus.DRAFT, BroadcastStatus.REJECTED, BroadcastStatus.SCHEDULED),
    LAUNCH(null, BroadcastStatus.DRAFT, BroadcastStatus.REJECTED, BroadcastStatus.SCHEDULED),
    SCHEDULE(null, BroadcastStatus.DRAFT, BroadcastStatus.REJECTED, BroadcastStatus.SCHEDULED),
    /** Back to a draft. */
    UNSCHEDULE(null, BroadcastStatus.SCHEDULED, BroadcastStatus.ON_MODERATION, BroadcastStatus.REJECTED),
    MODERATE("not_on_moderation", BroadcastStatus.ON_MODERATION),
    PAUSE(null, BroadcastStatus.IN_PROGRESS, BroadcastStatus.SENT),
    RESUME(null, BroadcastStatus.PAUSED),
    ABORT(null, BroadcastStatus.SCHEDULED, BroadcastStatus.IN_PROGRESS, BroadcastStatus.SENT, BroadcastStatus.PAUSED),
    RELAUNCH_FAILED("broadcast_not_complete", BroadcastStatus.COMPLETE, BroadcastStatus.SEEN),
    RELAUNCH_UNOPENED("broadcast_not_complete", BroadcastStatus.COMPLETE),
    COPY(null, BroadcastStatus.values()),
    DELETE("broadcast_not_draft", BroadcastStatus.DRAFT, BroadcastStatus.REJECTED),
    REPORT(
            null,
            BroadcastStatus.IN_PROGRESS,
            BroadcastStatus.SENT,
            BroadcastStatus.PAUSED,
            BroadcastStatus.COMPLETE,
            BroadcastStatus.SEEN,
            BroadcastStatus.ABORTED,
            BroadcastStatus.FAILED);

    private final String refusal;
    private final Set<BroadcastStatus> statuses;

    BroadcastAction(String refusal, BroadcastStatus... statuses) {
        this.refusal = refusal;
        this.statuses = Set.of(statuses);
    }

    public boolean isPossible(BroadcastStatus status) {
        return statuses.contains(status);
    }

    /** @throws ConflictException if this cannot be done in the status */
    public void check(BroadcastStatus status) {
        if (!isPossible(status)) {
            throw refusal == null
                    ? new ConflictException("broadcast_action", null, this, status)
                    : new ConflictException(refusal, null);
        }
    }
}
