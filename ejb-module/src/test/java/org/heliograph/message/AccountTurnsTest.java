package org.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.heliograph.channel.Await;
import org.heliograph.platform.persistence.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Single messages that wait for a slow carrier overtake its broadcasts. */
class AccountTurnsTest {

    private static final long ACCOUNT = 1;

    private final AccountTurns turns = TestDatabase.wire(new AccountTurns(), Clock.systemUTC());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch answered = new CountDownLatch(1);

    @AfterEach
    void end() {
        answered.countDown();
        threads.shutdownNow();
    }

    @Test
    void aBroadcastGivesWayToASingleMessageThatWaits() throws Exception {
        Future<Boolean> call = threads.submit(() -> turns.call(ACCOUNT, this::waitForTheCarrier));
        Await.until("the call takes its time", this::givesWay);
        Future<?> broadcast = threads.submit(() -> turns.giveWay(ACCOUNT));
        assertThat(broadcast.isDone()).isFalse();
        turns.giveWay(2);
        answered.countDown();
        broadcast.get();
        assertThat(call.get()).isTrue();
    }

    @Test
    void aBroadcastDoesNotGiveWayToItsOwnMessages() {
        threads.submit(() -> turns.retry(ACCOUNT, this::waitForTheCarrier));
        assertThat(givesWay()).isFalse();
    }

    /** Whether a broadcast has to wait at least half a second. */
    private boolean givesWay() {
        Future<?> way = threads.submit(() -> turns.giveWay(ACCOUNT));
        try {
            way.get(500, java.util.concurrent.TimeUnit.MILLISECONDS);
            return false;
        } catch (java.util.concurrent.TimeoutException e) {
            way.cancel(true);
            return true;
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void waitForTheCarrier() {
        try {
            answered.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
