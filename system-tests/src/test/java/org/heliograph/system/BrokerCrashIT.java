package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An external message broker is killed in the middle of a broadcast and comes back. */
@Tag("faults")
@Tag("heavy")
class BrokerCrashIT {

    private static final int RECIPIENTS = 20_000;
    private static final Duration AWAY = Duration.ofSeconds(10);

    @Test
    void workWaitsForTheBrokerAndGoesOnByItself() {
        try (Carrier carrier = Carrier.start();
                ExternalBroker broker = new ExternalBroker().start()) {
            Map<String, String> properties = carrier.properties();
            properties.put("heliograph.jms.url", broker.url());
            try (Product product = Product.create(Product.newDirectory("broker-crash"), properties)
                    .start()) {
                crash(product, broker);
            }
        }
    }

    private static void crash(Product product, ExternalBroker broker) {
        SmsBroadcast broadcast = new SmsBroadcast(product, Rows.of(product), "Broker crash", RECIPIENTS)
                .prepare()
                .slowDown()
                .launch()
                .awaitReceived(RECIPIENTS / 4);
        broker.kill();
        long end = System.nanoTime() + AWAY.toNanos();
        Eventually.isTrue(Duration.ofSeconds(60), "the log to say why", () -> product.log("server")
                .contains("the message broker does not answer"));
        try (Portal portal = Portal.signIn(product, "admin")) {
            PlaywrightAssertions.assertThat(portal.page().locator(".page-banner strong"))
                    .containsText("message broker");
        }
        Eventually.isTrue(AWAY.plusSeconds(1), "the outage to last", () -> System.nanoTime() > end);
        long before = broadcast.received();
        assertThat(before).as("stopped in the middle").isLessThan(RECIPIENTS);
        assertThat(product.launcher().isAlive()).isTrue();

        broker.start();
        String result = broadcast.awaitCompletion().audit();
        new Api(product).deliverSms("+12125561001");
        try (Portal portal = Portal.signIn(product, "admin")) {
            PlaywrightAssertions.assertThat(portal.page().locator(".page-banner strong"))
                    .isHidden();
        }
        System.out.println("Broker crash at " + before + ": " + result);
    }
}
