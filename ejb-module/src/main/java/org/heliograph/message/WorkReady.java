package org.heliograph.message;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.heliograph.channel.Channel;
import org.heliograph.message.Queues.Call;

/**
 * Work was written; fired within its transaction, it wakes the channels once that has committed.
 *
 * @param messages single messages to send
 * @param broadcasts channels on which broadcasts have something to send
 */
public record WorkReady(List<Call> messages, Set<Channel> broadcasts) {

    public static WorkReady single(Call call) {
        return new WorkReady(List.of(call), Set.of());
    }

    public static WorkReady ofBroadcasts(Collection<Channel> channels) {
        return new WorkReady(List.of(), Set.copyOf(channels));
    }
}
