package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application server is killed while programs send messages. */
@Tag("faults")
@Tag("heavy")
class ApiCrashIT {

    private static final Duration DELIVERY = Duration.ofMinutes(4);
    private static final int PROGRAMS = 20;
    private static final int ACCEPTED = 2_000;

    @Test
    void whatWasAcceptedIsDeliveredAlthoughTheServerWasKilledRightAfterAnswering() throws InterruptedException {
        try (Carrier carrier = Carrier.start();
                Product product = Product.create(Product.newDirectory("api-crash"), carrier.properties())
                        .start()) {
            Rows rows = Rows.of(product);
            CarrierSide side = new CarrierSide(product);
            side.behave("{\"sms\": {\"throttlePerSecond\": 500, \"delayMinMs\": 100, \"delayMaxMs\": 500}}");
            Set<String> accepted = sendUntilItDies(product);
            assertThat(product.awaitExit(Duration.ofSeconds(60))).isEqualTo(1);
            Set<String> before = received(side).keySet();
            assertThat(before.containsAll(accepted))
                    .as("all were with the carrier before the kill")
                    .isFalse();

            product.start();
            Eventually.get(
                    DELIVERY, "all accepted messages to be delivered", () -> missing(rows, accepted), Set::isEmpty);
            Map<String, Integer> received = received(side);
            assertThat(received.keySet()).containsAll(accepted);
            Set<String> twice = new HashSet<>(received.keySet());
            twice.removeIf(phone -> received.get(phone) < 2);
            assertThat(rows.set("select address from message where repeated"))
                    .as("marked, of those sent twice")
                    .containsAll(twice);
            System.out.println("Server crash: accepted " + accepted.size() + ", at the carrier by then " + before.size()
                    + ", sent twice " + twice.size());
        }
    }

    /** Kills the server in the midst of it. Tells the numbers whose messages were accepted. */
    private static Set<String> sendUntilItDies(Product product) throws InterruptedException {
        Api api = new Api(product);
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        AtomicInteger next = new AtomicInteger();
        ExecutorService programs = Executors.newFixedThreadPool(PROGRAMS);
        for (int i = 0; i < PROGRAMS; i++) {
            programs.execute(() -> {
                try {
                    while (!Thread.currentThread().isInterrupted()) {
                        String phone = "+1214" + (2_000_000 + next.getAndIncrement());
                        if (api.sendSms(phone, "Hello").status() == 202) {
                            accepted.add(phone);
                        }
                    }
                } catch (UncheckedIOException gone) {
                    // It was killed.
                }
            });
        }
        Eventually.isTrue(DELIVERY, ACCEPTED + " accepted messages", () -> accepted.size() >= ACCEPTED);
        assertThat(product.part("payara-micro.jar").destroyForcibly()).isTrue();
        programs.shutdown();
        assertThat(programs.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        return accepted;
    }

    private static Set<String> missing(Rows rows, Set<String> accepted) {
        Set<String> missing = new HashSet<>(accepted);
        missing.removeAll(rows.set("select address from message where state = 'DELIVERED'"));
        return missing;
    }

    /** How many SMS the carrier has of each number. */
    private static Map<String, Integer> received(CarrierSide carrier) {
        Map<String, Integer> received = new HashMap<>();
        for (JsonNode entry : carrier.received("sms", "+1214")) {
            received.merge(entry.get("recipient").asText(), 1, Integer::sum);
        }
        return received;
    }
}
