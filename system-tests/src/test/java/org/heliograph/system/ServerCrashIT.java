package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application server is killed in the middle of a broadcast. */
@Tag("faults")
@Tag("heavy")
class ServerCrashIT {

    private static final int RECIPIENTS = 20_000;

    @Test
    void aBroadcastGoesOnAfterTheServerWasKilledAndStartedAgain() {
        try (Carrier carrier = Carrier.start();
                Product product = Product.create(Product.newDirectory("crash"), carrier.properties())
                        .start()) {
            SmsBroadcast broadcast = new SmsBroadcast(product, Rows.of(product), "Server crash", RECIPIENTS)
                    .prepare()
                    .slowDown()
                    .launch()
                    .awaitReceived(RECIPIENTS / 4);
            assertThat(product.part("payara-micro.jar").destroyForcibly()).isTrue();
            assertThat(product.awaitExit(Duration.ofSeconds(60))).isEqualTo(1);
            assertThat(product.output()).contains("the part \"server\" has ended");
            assertThat(product.processes()).as("left behind").isEmpty();
            long before = broadcast.received();
            assertThat(before).as("killed in the middle").isLessThan(RECIPIENTS);

            product.start();
            System.out.println("Server crash at " + before + ": "
                    + broadcast.awaitCompletion().audit());
        }
    }
}
