package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How long codes sent over the API take to the carrier. */
final class OneTimeCodes {

    private static final Duration DELIVERY = Duration.ofMinutes(5);

    private final Api api;
    private final CarrierSide carrier;

    OneTimeCodes(Product product) {
        api = new Api(product);
        carrier = new CarrierSide(product);
    }

    /** The 99th percentile, in milliseconds, of codes sent twenty times a second while something else is done. */
    long send(String prefix, int codes, Runnable meanwhile) throws InterruptedException {
        Map<String, Instant> sent = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        ScheduledExecutorService sender = Executors.newScheduledThreadPool(8);
        Runnable code = () -> {
            String phone = "+" + prefix + String.format("%04d", next.getAndIncrement());
            Instant start = Instant.now();
            if (api.sendSms(phone, "Your code is 123456").status() == 202) {
                sent.put(phone, start);
            } else {
                refused.incrementAndGet();
            }
        };
        for (int i = 0; i < 4; i++) {
            sender.scheduleAtFixedRate(code, i * 50L, 200, TimeUnit.MILLISECONDS);
        }
        meanwhile.run();
        Eventually.isTrue(DELIVERY, codes + " codes", () -> refused.get() > 0 || sent.size() >= codes);
        sender.shutdown();
        assertThat(sender.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(refused).hasValue(0);
        List<Long> latencies = new ArrayList<>();
        Eventually.isTrue(DELIVERY, "all codes at the carrier", () -> {
            latencies.clear();
            for (JsonNode entry : carrier.received("sms", "+" + prefix)) {
                Instant at = Instant.parse(entry.get("receivedAt").asText());
                latencies.add(Duration.between(sent.get(entry.get("recipient").asText()), at)
                        .toMillis());
            }
            return latencies.size() == sent.size();
        });
        latencies.sort(null);
        return latencies.get(latencies.size() * 99 / 100);
    }
}
