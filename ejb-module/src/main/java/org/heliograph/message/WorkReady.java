package org.heliograph.message;

import java.util.List;
import org.heliograph.message.Queues.Call;

/** Work was written; fired within its transaction, it wakes the channels once that has committed. */
public record WorkReady(List<Call> calls, int priority) {

    public static WorkReady single(Call call) {
        return new WorkReady(List.of(call), Queues.PRIORITY_SINGLE);
    }

    public static WorkReady bulk(List<Call> calls) {
        return new WorkReady(calls, Queues.PRIORITY_BROADCAST);
    }
}
