package org.heliograph.message.internal;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.platform.Gathering;
import org.heliograph.platform.Outages;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/**
 * Applies reports of many calls at once. Group commit: while some of an account's reports are being applied the next calls
 * gather, and go together into the next transaction; each caller returns when its own is committed.
 */
@ApplicationScoped
public class ReportIntake {

    /** Calls of one transaction; each brings what an SMSC's window holds, or a thousand reports at most. */
    private static final int TOGETHER = 5;

    /** Transactions of an account at a time: while one waits for its commit others go on. */
    private static final int LANES = 3;

    @Inject
    private ReportService reports;

    @Resource
    private ManagedExecutorService executor;

    private final Map<Lane, Gathering<Entry>> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    private record Lane(long account, int number) {}

    private record Entry(InboundBatch batch, CompletableFuture<Void> applied) {}

    /** Waits for a database that is away: the carrier was told that we have them. */
    void apply(InboundBatch batch) {
        Entry entry = new Entry(batch, new CompletableFuture<>());
        Lane lane = new Lane(batch.accountId(), Math.floorMod(turn.getAndIncrement(), LANES));
        lanes.computeIfAbsent(lane, one -> new Gathering<>(TOGETHER, this::apply))
                .add(entry, executor);
        try {
            entry.applied().get();
        } catch (ExecutionException e) {
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reports were being applied", e);
        }
    }

    private void apply(List<Entry> entries) {
        InboundBatch first = entries.get(0).batch();
        List<Report> all = entries.stream()
                .flatMap(entry -> entry.batch().reports().stream())
                .toList();
        try {
            Callers.runAs(
                    Caller.engineOf(first.companyId()),
                    () -> Outages.sitOut("reports", () -> reports.apply(first.accountId(), all)));
            entries.forEach(entry -> entry.applied().complete(null));
        } catch (RuntimeException e) {
            if (entries.size() > 1 && !Outages.isPassing(e)) {
                // One that the database does not take must not take the others along.
                entries.forEach(entry -> apply(List.of(entry)));
            } else {
                entries.forEach(entry -> entry.applied().completeExceptionally(e));
            }
        }
    }
}
