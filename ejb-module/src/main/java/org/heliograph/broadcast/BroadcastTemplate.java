package org.heliograph.broadcast;

import java.time.Instant;
import java.util.List;

/**
 * A broadcast kept to be launched again.
 *
 * @param statusReason the moderator's words if it was rejected; null otherwise
 * @param recurrence null without a schedule
 * @param paused whether its schedule is; false without one
 * @param scheduleStatus null without a schedule, and while the template is not active
 * @param nextLaunch null unless the schedule is active
 * @param lastLaunch null until launched
 * @param authorId null if the user was deleted
 */
public record BroadcastTemplate(
        long id,
        String name,
        String description,
        BroadcastType type,
        TemplateStatus status,
        String statusReason,
        Audience audience,
        boolean checkRcs,
        List<BroadcastStep> steps,
        DeliveryRules rules,
        Recurrence recurrence,
        boolean paused,
        ScheduleStatus scheduleStatus,
        Instant nextLaunch,
        int launches,
        Instant lastLaunch,
        Long authorId,
        int version) {

    /** What a user filled in, for changing it. */
    public SaveBroadcast toCommand() {
        return new SaveBroadcast(id, version, name, description, type, audience, checkRcs, steps, rules);
    }

    /** The name with the id, under which tables show it and its broadcasts run. */
    public String fullName() {
        return name + "." + id;
    }
}
