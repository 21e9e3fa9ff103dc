package org.heliograph.apiaccess.webhook;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpPost;

/**
 * Sends what is due, so many at once, so many to one host and so many of one company. What has come of those that ended
 * meanwhile is recorded as a set; an attempt whose record a crash prevents is made again when its lease is over.
 */
@ApplicationScoped
public class WebhookWorker {

    static final int AT_ONCE = 64;
    static final int AT_ONCE_PER_HOST = 8;
    /** However slow its receivers, three quarters are left to others. */
    static final int AT_ONCE_PER_COMPANY = 16;

    /** For the whole of an attempt, however slowly the receiver answers. */
    private static final long LIMIT_NANOS = Duration.ofSeconds(20).toNanos();

    private static final Logger LOG = Logger.getLogger(WebhookWorker.class.getName());

    @Inject
    private WebhookDeliveries deliveries;

    @Inject
    private WebhookClient client;

    @Resource
    private ManagedExecutorService container;

    private final Map<Long, Underway> underway = new ConcurrentHashMap<>();
    private final BlockingQueue<Attempt> ended = new LinkedBlockingQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    private static final class Underway {
        private final long company;
        private final String host;
        private final long since = System.nanoTime();
        private volatile HttpPost post;

        Underway(long company, String host) {
            this.company = company;
            this.host = host;
        }
    }

    /** Works until nothing is due and nothing underway; does nothing if another thread is at it. */
    void work() {
        if (busy.compareAndSet(false, true)) {
            try {
                do {
                    recordEnded();
                    deliveries
                            .claim(
                                    AT_ONCE - underway.size(),
                                    AT_ONCE_PER_HOST,
                                    fullHosts(),
                                    AT_ONCE_PER_COMPANY,
                                    ofCompanies())
                            .forEach(this::start);
                    cancelOverdue();
                } while (!underway.isEmpty() && awaitOne());
            } finally {
                busy.set(false);
            }
        }
    }

    private Collection<String> fullHosts() {
        return underway.values().stream()
                .collect(Collectors.groupingBy(attempt -> attempt.host, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(host -> host.getValue() >= AT_ONCE_PER_HOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<Long, Integer> ofCompanies() {
        return underway.values().stream()
                .collect(Collectors.groupingBy(attempt -> attempt.company, Collectors.summingInt(attempt -> 1)));
    }

    private void start(WebhookUpdate update) {
        Underway attempt = new Underway(update.companyId(), update.host());
        underway.put(update.id(), attempt);
        try {
            executor().execute(() -> run(update, attempt));
        } catch (RejectedExecutionException e) {
            // The server stops or has no thread; the update is taken again when its lease is over.
            underway.remove(update.id());
        }
    }

    /** The container's threads. */
    ExecutorService executor() {
        return container;
    }

    private void run(WebhookUpdate update, Underway attempt) {
        Attempt result;
        try {
            attempt.post = client.prepare(update);
            result = client.send(update, attempt.post);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The update " + update.publicId() + " could not be sent", e);
            result = Attempt.failed(update, "internal error", null);
        }
        ended.add(result);
    }

    private void recordEnded() {
        List<Attempt> attempts = new ArrayList<>();
        ended.drainTo(attempts);
        if (attempts.isEmpty()) {
            return;
        }
        try {
            deliveries.record(attempts);
        } catch (RuntimeException e) {
            ended.addAll(attempts);
            throw e;
        }
        attempts.forEach(attempt -> underway.remove(attempt.update().id()));
    }

    private void cancelOverdue() {
        underway.values().stream()
                .filter(attempt -> System.nanoTime() - attempt.since > LIMIT_NANOS && attempt.post != null)
                .forEach(attempt -> attempt.post.cancel());
    }

    /** Until one ends, or a second passes in which others may have become due. */
    private boolean awaitOne() {
        try {
            Attempt one = ended.poll(1, TimeUnit.SECONDS);
            if (one != null) {
                ended.add(one);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
