package org.heliograph.message.internal;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.heliograph.channel.Channel;
import org.heliograph.message.AccountTurns;
import org.heliograph.message.Queues;
import org.heliograph.message.Queues.Call;
import org.heliograph.message.Sending;
import org.heliograph.message.WorkReady;
import org.heliograph.platform.Gathering;

/**
 * Wakes the channels after the commit. One thread at a time talks to the broker, so nobody who submits a message waits for
 * it; what comes meanwhile goes out together. A call lost in a crash is made again by its row's reminder.
 */
@ApplicationScoped
public class QueueWaker {

    /**
     * After a call others gather for so long: the first message goes at once, those of a burst share calls, and with them
     * transactions until their reports.
     */
    private static final Duration GATHERING = Duration.ofMillis(80);

    /** Messages in one call: as many as are handed over together. */
    private static final int TOGETHER = Sending.SLICE;

    /** Listeners called when a broadcast has something to send, as many as work for one account. */
    private static final int LISTENERS = AccountTurns.BROADCAST_TURNS;

    @Inject
    private Queues queues;

    @Resource
    private ManagedExecutorService executor;

    private final Gathering<WorkReady> calls = new Gathering<>(Integer.MAX_VALUE, this::call);

    private record Kind(Channel channel, long company) {}

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) WorkReady event) {
        calls.add(event, executor);
    }

    private void call(List<WorkReady> events) {
        wake(events);
        LockSupport.parkNanos(GATHERING.toNanos());
    }

    private void wake(List<WorkReady> events) {
        queues.wake(together(
                events.stream().flatMap(event -> event.messages().stream()).toList()));
        events.stream()
                .flatMap(event -> event.broadcasts().stream())
                .distinct()
                .forEach(channel -> queues.wakeBroadcasts(channel, LISTENERS));
    }

    /** One call for some single messages of a company and channel. */
    static List<Call> together(List<Call> calls) {
        Map<Kind, List<String>> ids = new LinkedHashMap<>();
        calls.forEach(call -> ids.computeIfAbsent(new Kind(call.channel(), call.companyId()), kind -> new ArrayList<>())
                .addAll(call.ids()));
        List<Call> merged = new ArrayList<>();
        ids.forEach((kind, all) -> {
            for (int first = 0; first < all.size(); first += TOGETHER) {
                List<String> some = List.copyOf(all.subList(first, Math.min(first + TOGETHER, all.size())));
                merged.add(new Call(kind.channel(), kind.company(), some));
            }
        });
        return merged;
    }
}
