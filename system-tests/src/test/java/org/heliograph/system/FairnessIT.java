package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two companies on one carrier's connection: who comes later with less need not wait until the other is done. */
@Tag("load")
@Tag("heavy")
class FairnessIT {

    private static final int MANY = 15_000;
    private static final int FEW = 500;

    private static final String SENT_OF = "from message m join broadcast b on b.id = m.broadcast_id where b.name = ?";
    private static final String LAST_OF = "select max(m.sent_at) " + SENT_OF;

    private final Product product = Product.shared();
    private final Rows rows = Rows.of(product);
    private final CarrierSide carrier = new CarrierSide(product);

    @AfterEach
    void behaveAgain() {
        carrier.reset();
    }

    @Test
    void aSmallBroadcastOfAnotherCompanyOvertakesALargeOne() {
        SmsBroadcast large =
                new SmsBroadcast(product, rows, "Large", MANY).to("21262").prepare();
        SmsBroadcast small = new SmsBroadcast(product, rows, "Small", FEW)
                .of(register("Lighthouse Ltd")::signIn, "HelioTrial")
                .to("21263")
                .prepare();
        try (Portal portal = small.compose()) {
            large.slowDown().launch();
            Eventually.isTrue(Duration.ofMinutes(1), "the large one to be under way", () -> sentOfLarge() > 1_000);
            portal.launch();
        }
        small.awaitCompletion();
        large.awaitCompletion();
        assertThat(rows.number("select count(*) from message where sent_at > (" + LAST_OF + ")", "Small"))
                .as("messages of the large one after the last of the small one")
                .isGreaterThan(MANY / 10);
        assertThat(large.audit()).startsWith("recipients " + MANY);
        assertThat(small.audit()).startsWith("recipients " + FEW);
    }

    private long sentOfLarge() {
        return rows.number("select count(m.sent_at) " + SENT_OF, "Large");
    }

    /** One whose trial includes enough. */
    private Newcomer register(String company) {
        Newcomer newcomer = new Newcomer(product, company);
        try (Portal portal = Portal.atLogin(product, "en-US")) {
            newcomer.fillIn(portal, newcomer.login());
            newcomer.confirm(portal);
        }
        rows.update("update company set trial_sms = 10000, trial_contacts = 10000 where name = ?", company);
        return newcomer;
    }
}
