package org.heliograph.message;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.heliograph.channel.Failure;
import org.heliograph.channel.SendResult;

/**
 * The results of a slice's messages, of each the first, as they arrive from any thread. Whoever waits for them is woken when
 * all are there: to be woken for each would cost a switch of threads per message.
 */
final class SliceResults implements Consumer<SendResult> {

    private final Set<UUID> expected;
    private final Map<UUID, SendResult> arrived = new ConcurrentHashMap<>();
    private final CountDownLatch open;

    SliceResults(Set<UUID> expected) {
        this.expected = expected;
        this.open = new CountDownLatch(expected.size());
    }

    @Override
    public void accept(SendResult result) {
        if (expected.contains(result.messageId()) && arrived.putIfAbsent(result.messageId(), result) == null) {
            open.countDown();
        }
    }

    /**
     * A result for each message; those without one when none has come for so long have had no answer.
     *
     * @param patience the least time without a result; may be twice as long
     */
    List<SendResult> await(Duration patience) throws InterruptedException {
        int before = 0;
        while (!open.await(patience.toMillis(), TimeUnit.MILLISECONDS) && arrived.size() > before) {
            before = arrived.size();
        }
        return expected.stream().map(this::resultOf).toList();
    }

    private SendResult resultOf(UUID message) {
        SendResult result = arrived.get(message);
        return result == null ? new SendResult.Refused(message, Failure.NO_RESPONSE, "timeout") : result;
    }

    /** How many have none yet. */
    long missing() {
        return open.getCount();
    }
}
