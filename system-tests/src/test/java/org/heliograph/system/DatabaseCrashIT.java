package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An external PostgreSQL is killed in the middle of a broadcast and comes back. */
@Tag("faults")
@Tag("heavy")
class DatabaseCrashIT {

    private static final int RECIPIENTS = 20_000;
    private static final Duration AWAY = Duration.ofSeconds(10);

    @Test
    void workWaitsForTheDatabaseAndGoesOnByItself() {
        try (Carrier carrier = Carrier.start();
                ExternalDatabase database = ExternalDatabase.create()) {
            Map<String, String> properties = carrier.properties();
            properties.put("heliograph.db.url", database.url());
            try (Product product = Product.create(Product.newDirectory("database-crash"), properties)
                    .start()) {
                crash(product, database);
            }
        }
    }

    private static void crash(Product product, ExternalDatabase database) {
        SmsBroadcast broadcast = new SmsBroadcast(product, database.rows(), "Database crash", RECIPIENTS)
                .prepare()
                .slowDown()
                .launch()
                .awaitReceived(RECIPIENTS / 4);
        database.kill();
        long end = System.nanoTime() + AWAY.toNanos();
        Http.Answer page = Http.get(product.address() + "/login.xhtml");
        assertThat(page.status()).as("the log-in page without a database").isEqualTo(200);
        Http.Answer refused = new Api(product).sendSms("+12125561002", "Hello");
        assertThat(refused.status()).as(refused.text()).isGreaterThanOrEqualTo(500);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        Eventually.isTrue(
                AWAY, "the log to say why", () -> product.log("server").contains("failed and tries again"));
        Eventually.isTrue(AWAY.plusSeconds(1), "the outage to last", () -> System.nanoTime() > end);
        long before = broadcast.received();
        assertThat(before).as("stopped in the middle").isLessThan(RECIPIENTS);
        assertThat(product.launcher().isAlive()).isTrue();

        database.start();
        String result = broadcast.awaitCompletion().audit();
        new Api(product).deliverSms("+12125561002");
        System.out.println("Database crash at " + before + ": " + result);
    }
}
