package org.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.heliograph.channel.Await;
import org.heliograph.platform.persistence.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Single messages that wait for a slow carrier overtake its broadcasts. */
class AccountTurnsTest {

    private static final long ACCOUNT = 1;
    private static final long OTHER = 2;

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
        Await.until("the call takes its time", () -> givesWay(ACCOUNT));
        Future<?> broadcast = threads.submit(() -> turns.giveWay(ACCOUNT));
        assertThat(broadcast.isDone()).isFalse();
        assertThat(givesWay(OTHER)).isFalse();
        answered.countDown();
        broadcast.get();
        assertThat(call.get()).isTrue();
    }

    @Test
    void aBroadcastDoesNotGiveWayToItsOwnMessages() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        threads.submit(() -> turns.retry(ACCOUNT, () -> {
            begun.countDown();
            waitForTheCarrier();
        }));
        begun.await();
        threads.submit(() -> turns.call(OTHER, this::waitForTheCarrier));
        Await.until("a later call takes its time", () -> givesWay(OTHER));
        assertThat(givesWay(ACCOUNT)).isFalse();
    }

    /** Whether a broadcast of the account has to wait at least half a second. */
    private boolean givesWay(long account) {
        Future<?> way = threads.submit(() -> turns.giveWay(account));
        try {
            way.get(500, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            way.cancel(true);
            return true;
        } catch (InterruptedException | ExecutionException e) {
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
