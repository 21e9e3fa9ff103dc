package org.heliograph.message;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.heliograph.platform.Gathering;
import org.heliograph.platform.Outages;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/**
 * Takes single messages of many callers at once. Group commit: while a company's messages are being stored the next ones
 * gather, and go together into the next transaction; each caller returns when its own is committed.
 */
@ApplicationScoped
public class MessageIntake {

    /** Messages of one transaction. */
    private static final int TOGETHER = 200;

    /** With so many at once others are about to come: they gather for a moment, as PostgreSQL's commit_siblings has it. */
    private static final int SIBLINGS = 2;

    /**
     * After a transaction others gather for a part of the time that it took, since a busy machine needs larger sets: longer
     * rests leave the cores idle, shorter ones make sets too small.
     */
    private static final int PART_OF_TRANSACTION = 4;

    private static final Duration SHORTEST_REST = Duration.ofMillis(1);
    private static final Duration LONGEST_REST = Duration.ofMillis(50);

    /** Longer than the transaction may take. */
    private static final long PATIENCE_SECONDS = 90;

    @Inject
    private MessageService messages;

    @Inject
    private SubmissionCheck check;

    @Resource
    private ManagedExecutorService executor;

    private final Map<Long, Gathering<Entry>> companies = new ConcurrentHashMap<>();

    private record Entry(Submission submission, CompletableFuture<UUID> stored) {}

    /** Like {@link MessageService#submit}, in a transaction of its own that has committed when this returns. */
    public UUID submit(SubmitMessage command) {
        Entry entry = new Entry(check.check(command), new CompletableFuture<>());
        companies
                .computeIfAbsent(
                        Callers.get().company(), company -> new Gathering<>(TOGETHER, next -> store(company, next)))
                .add(entry, executor);
        return await(entry.stored());
    }

    private void store(long company, List<Entry> entries) {
        long begin = System.nanoTime();
        Callers.runAs(Caller.engineOf(company), () -> store(entries));
        if (entries.size() >= SIBLINGS) {
            rest(System.nanoTime() - begin);
        }
    }

    private static void rest(long took) {
        long part = took / PART_OF_TRANSACTION;
        LockSupport.parkNanos(Math.max(SHORTEST_REST.toNanos(), Math.min(LONGEST_REST.toNanos(), part)));
    }

    private void store(List<Entry> entries) {
        try {
            Map<UUID, BusinessException> refused =
                    messages.store(entries.stream().map(Entry::submission).toList());
            entries.forEach(entry -> end(entry, refused.get(entry.submission().id())));
        } catch (RuntimeException e) {
            if (entries.size() > 1 && (Outages.isDeadlock(e) || !Outages.isPassing(e))) {
                // One that the database does not take must not take the others along, nor one that met another's lock.
                entries.forEach(entry -> store(List.of(entry)));
            } else {
                entries.forEach(entry -> entry.stored().completeExceptionally(e));
            }
        }
    }

    private static void end(Entry entry, BusinessException refusal) {
        if (refusal == null) {
            entry.stored().complete(entry.submission().id());
        } else {
            entry.stored().completeExceptionally(refusal);
        }
    }

    private static UUID await(CompletableFuture<UUID> stored) {
        try {
            return stored.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (RuntimeException) e.getCause();
        } catch (TimeoutException e) {
            throw new IllegalStateException("The database takes no messages.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a message was being stored", e);
        }
    }
}
