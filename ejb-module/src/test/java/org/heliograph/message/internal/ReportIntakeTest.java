package org.heliograph.message.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.channel.ProviderEvent.Status;
import org.heliograph.platform.TestExecutor;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Callers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reports of many calls at once: applied together, answered each for itself. */
@Timeout(30)
class ReportIntakeTest {

    private static final long COMPANY = 7;
    private static final long ACCOUNT = 8;
    private static final String POISON = "poison";
    /** Four times as many as are applied at a time. */
    private static final int CALLS = 12;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch first = new CountDownLatch(1);
    private final List<List<String>> applied = Collections.synchronizedList(new ArrayList<>());
    private final ReportIntake intake = TestDatabase.wire(new ReportIntake(), new Service(), TestExecutor.of(threads));

    /** Holds the first set up, and takes no poison. */
    private final class Service extends ReportService {
        @Override
        public void apply(long accountId, List<Report> reports) {
            assertThat(accountId).isEqualTo(ACCOUNT);
            assertThat(Callers.get().company()).isEqualTo(COMPANY);
            try {
                first.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            List<String> references = reports.stream()
                    .flatMap(report -> report.references().stream())
                    .toList();
            if (references.contains(POISON)) {
                throw new IllegalArgumentException(POISON);
            }
            applied.add(references);
        }
    }

    @AfterEach
    void end() {
        first.countDown();
        threads.shutdownNow();
    }

    @Test
    void whatComesMeanwhileIsAppliedTogether() throws Exception {
        List<Future<?>> calls = new ArrayList<>();
        IntStream.range(0, CALLS).forEach(n -> calls.add(call("r" + n)));
        first.countDown();
        for (Future<?> call : calls) {
            call.get(10, TimeUnit.SECONDS);
        }
        assertThat(applied.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, CALLS).mapToObj(n -> "r" + n).toList());
        assertThat(applied).hasSizeBetween(3, 6).allSatisfy(set -> assertThat(set)
                .hasSizeLessThanOrEqualTo(5));
    }

    @Test
    void whatTheDatabaseDoesNotTakeTakesNobodyAlong() throws Exception {
        List<Future<?>> calls = new ArrayList<>();
        IntStream.range(0, CALLS).forEach(n -> calls.add(call(n == 4 ? POISON : "r" + n)));
        first.countDown();
        Future<?> poison = calls.remove(4);
        for (Future<?> call : calls) {
            call.get(10, TimeUnit.SECONDS);
        }
        assertThatThrownBy(() -> poison.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage(POISON);
        assertThat(applied.stream().flatMap(List::stream)).hasSize(CALLS - 1).doesNotContain(POISON);
    }

    /** Returns once it is certain that it waits, or is being applied. */
    private Future<?> call(String reference) {
        InboundBatch batch = new InboundBatch(
                COMPANY, ACCOUNT, List.of(new Report(List.of(reference), Status.DELIVERED, null, Instant.EPOCH)));
        Thread[] running = new Thread[1];
        CountDownLatch started = new CountDownLatch(1);
        Future<?> call = threads.submit(() -> {
            running[0] = Thread.currentThread();
            started.countDown();
            intake.apply(batch);
        });
        try {
            started.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        while (running[0].getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return call;
    }
}
