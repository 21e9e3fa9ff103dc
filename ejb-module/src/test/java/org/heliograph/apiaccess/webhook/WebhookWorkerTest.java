package org.heliograph.apiaccess.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.heliograph.platform.persistence.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookWorkerTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static WebhookUpdate update(long id, long company) {
        return new WebhookUpdate(id, company, "https://host.example", "host.example", 1, null);
    }

    @Test
    void countsWhatEachCompanyHasUnderway() {
        CompletableFuture<Void> counted = new CompletableFuture<>();
        List<Map<Long, Integer>> underway = new ArrayList<>();
        WebhookDeliveries deliveries = new WebhookDeliveries() {
            @Override
            public List<WebhookUpdate> claim(
                    int most, int perHost, Collection<String> busy, int perCompany, Map<Long, Integer> now) {
                underway.add(now);
                if (underway.size() == 1) {
                    return List.of(update(1, 7), update(2, 7), update(3, 8));
                }
                counted.complete(null);
                return List.of();
            }

            @Override
            public void record(List<Attempt> attempts) {
                // Nothing is kept.
            }
        };
        WebhookClient client = new WebhookClient() {
            @Override
            HttpPost prepare(WebhookUpdate update) {
                if (update.id() > 1) {
                    counted.join();
                }
                throw new IllegalStateException("Nobody is there.");
            }
        };
        WebhookWorker worker = new WebhookWorker() {
            @Override
            ExecutorService executor() {
                return threads;
            }
        };

        TestDatabase.wire(worker, deliveries, client).work();

        assertThat(underway).startsWith(Map.of(), Map.of(7L, 1, 8L, 1));
    }
}
