package org.heliograph.broadcast;

import java.time.Instant;
import java.util.List;
import org.heliograph.channel.Channel;

/**
 * A broadcast.
 *
 * @param statusReason the moderator's words if it was rejected; name of a {@link StatusReason} if it failed or was paused by
 *     itself; null otherwise
 * @param recipients size of the frozen audience, 0 until launched
 * @param optedOut contacts left out at launch, since they had opted out of every step
 * @param excluded contacts left out at launch by the audience's exclusions, beyond those
 */
public record Broadcast(
        long id,
        String name,
        String description,
        BroadcastType type,
        BroadcastStatus status,
        String statusReason,
        Audience audience,
        boolean checkRcs,
        List<BroadcastStep> steps,
        DeliveryRules rules,
        Instant scheduledFor,
        Instant launchedAt,
        Instant finishedAt,
        int recipients,
        int optedOut,
        int excluded,
        int version) {

    /**
     * The channel of a step.
     *
     * @param position from 1
     * @return null if there is no such step
     */
    public Channel channelOf(int position) {
        return position < 1 || position > steps.size()
                ? null
                : steps.get(position - 1).channel();
    }

    /** The channel on which those end who were not reached: the last step's. */
    public Channel lastChannel() {
        return channelOf(steps.size());
    }

    /** What a user filled in, for changing it. */
    public SaveBroadcast toCommand() {
        return new SaveBroadcast(id, version, name, description, type, audience, checkRcs, steps, rules);
    }
}
