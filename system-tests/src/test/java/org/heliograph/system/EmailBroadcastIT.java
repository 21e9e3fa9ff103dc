package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A broadcast by e-mail, of which mail servers tell only what they could not deliver, and then by SMS. */
class EmailBroadcastIT {

    /** Longer than the waiting time of a minute. */
    private static final Duration END = Duration.ofMinutes(2);

    private final Product product = Product.shared();
    private final Rows rows = Rows.of(product);
    private final CarrierSide carrier = new CarrierSide(product);

    @AfterEach
    void reset() {
        carrier.reset();
    }

    @Test
    void aMailThatDoesNotComeBackHasReachedItsRecipientAndOnlyTheOtherGetsAnSms() {
        carrier.behave("{\"email\": {\"rules\": [{\"number\": \"person1@.*\", \"outcome\": \"UNDELIVERED\"}]}}");
        Path people = ContactFile.write("218880555", 3);
        try (Portal portal = Portal.signIn(product, "marketer")) {
            portal.importContacts(people, "Letters", Map.of("phone1", "Phone number"), "Not import");
            portal.newBroadcast("Letters", "Letters");
            portal.openConstructor("EMAIL", "hello@heliograph.example");
            assertThat(portal.page().locator(Portal.id("constructor"))).containsText("report only what they could not");
            portal.page().click(Portal.id("step:cancelStep"));
            portal.addEmail("hello@heliograph.example", "A letter", "<p>For {{attribute.phoneNumber}}</p>");
            portal.addSms("Heliograph", "Your letter came back", 1);
            portal.launch();
            long id = rows.number("select id from broadcast where name = 'Letters'");
            Eventually.get(
                    END,
                    "the broadcast to be complete",
                    () -> rows.text("select status from broadcast where id = ?", id),
                    "COMPLETE"::equals);
            assertThat(rows.number(
                            "select count(*) from recipient where broadcast_id = ? and state = 'SUCCESSFUL'", id))
                    .isEqualTo(3);
            assertThat(rows.number("select count(*) from message where broadcast_id = ? and state = 'SENT'", id))
                    .as("nobody says that a mail was delivered")
                    .isEqualTo(2);
            assertThat(carrier.received("sms", "+1218880555")).hasSize(1);
            portal.open("/broadcast/report.xhtml?id=" + id);
            assertThat(portal.page().locator("#main")).containsText("Complete");
        }
    }
}
