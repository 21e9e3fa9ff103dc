package org.heliograph.message.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.heliograph.channel.ProviderAccount;
import org.heliograph.channel.ProviderEvent;
import org.heliograph.channel.ProviderEvents;
import org.heliograph.channel.ProviderEventsSource;
import org.heliograph.message.Queues;
import org.heliograph.platform.Json;

/**
 * Writes carriers' news to the inbound queue. Group commit: while one thread writes, the others' events gather, and the
 * next thread writes them all in one message; each returns only when its own events are written.
 */
@ApplicationScoped
public class InboundEvents implements ProviderEventsSource {

    private static final int MAX_EVENTS = 1_000;
    private static final String NO_NEWS = "The message broker takes no news.";

    /**
     * After so long at one write the broker hangs. Carriers are refused then, and repeat; their threads would be missed
     * elsewhere.
     */
    Duration patience = Duration.ofSeconds(10);

    @Inject
    private Queues queues;

    @Override
    public ProviderEvents of(long companyId, ProviderAccount account) {
        return new AccountEvents(companyId, account.id(), queues, patience.toNanos());
    }

    private static final class AccountEvents implements ProviderEvents {

        private final long companyId;
        private final long accountId;
        private final Queues queues;
        private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
        private final ReentrantLock writing = new ReentrantLock();
        private final long patience;
        /** When the write under way began, 0 if there is none. */
        private volatile long since;

        AccountEvents(long companyId, long accountId, Queues queues, long patience) {
            this.companyId = companyId;
            this.accountId = accountId;
            this.queues = queues;
            this.patience = patience;
        }

        @Override
        public void accept(List<ProviderEvent> events) {
            Entry entry = new Entry(events, new CompletableFuture<>());
            waiting.add(entry);
            if (enter()) {
                try {
                    while (!entry.written().isDone()) {
                        writeWaiting();
                    }
                } finally {
                    since = 0;
                    writing.unlock();
                }
            } else if (waiting.remove(entry)) {
                throw new IllegalStateException(NO_NEWS);
            }
            // If another thread has it in hand, that one's answer counts: what is stored must not be refused.
            await(entry);
        }

        private void await(Entry entry) {
            try {
                entry.written().get(patience, TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                throw new IllegalStateException(NO_NEWS, e.getCause());
            } catch (TimeoutException e) {
                throw new IllegalStateException(NO_NEWS, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(NO_NEWS, e);
            }
        }

        private boolean enter() {
            long begun = since;
            long left = begun == 0 ? patience : patience - (System.nanoTime() - begun);
            try {
                return writing.tryLock(Math.max(0, left), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private void writeWaiting() {
            since = System.nanoTime();
            List<Entry> group = new ArrayList<>();
            List<ProviderEvent> events = new ArrayList<>();
            for (Entry next = waiting.poll(); next != null; next = waiting.poll()) {
                group.add(next);
                events.addAll(next.events());
                if (events.size() >= MAX_EVENTS) {
                    break;
                }
            }
            try {
                queues.sendInbound(Json.write(InboundBatch.toQueue(companyId, accountId, events)));
                group.forEach(entry -> entry.written().complete(null));
            } catch (RuntimeException e) {
                group.forEach(entry -> entry.written().completeExceptionally(e));
            }
        }
    }

    private record Entry(List<ProviderEvent> events, CompletableFuture<Void> written) {}
}
