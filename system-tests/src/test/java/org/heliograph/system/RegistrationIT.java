package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From the login page's Register link to an empty portal of one's own. */
class RegistrationIT {

    private static final String PHONE = "+12125588001";

    private final Product product = Product.shared();
    private final CarrierSide carrier = new CarrierSide(product);

    @Test
    void aStrangerRegistersConfirmsTheAddressAndSignsIn() {
        Newcomer newcomer = new Newcomer(product, "Harbour Ltd");
        String login = newcomer.login();
        try (Portal portal = Portal.atLogin(product, "en-US")) {
            Page page = portal.page();
            newcomer.fillIn(portal, "No");
            assertThat(page.locator("body")).containsText("A login has 5 to 20 lower-case letters and digits");
            assertThat(page.locator(Portal.id("register:company"))).hasValue("Harbour Ltd");

            page.fill(Portal.id("register:login"), login);
            page.fill(Portal.id("register:password"), Newcomer.PASSWORD);
            page.click(Portal.id("register:send"));
            assertThat(page.locator("body")).containsText("confirms your e-mail address");
            portal.enter(login, Newcomer.PASSWORD);
            assertThat(page.locator("body")).containsText("Login or password is not right");

            String path = newcomer.confirm(portal);
            assertThat(page.locator("body")).containsText("Your account is ready");
            newcomer.signIn(portal);
            assertThat(page.locator(".account-name")).containsText("Harbour Ltd");
            sendsAFirstSms(portal);

            portal.open(path);
            assertThat(page.locator("body")).containsText("This link has been used or is older than 24 hours");
        }
    }

    /** From the sender lent for the trial, whose rest is shown. */
    private void sendsAFirstSms(Portal portal) {
        Page page = portal.page();
        assertThat(page.locator("#trial")).containsText("100 SMS, 100 e-mails and 100 contacts left");
        portal.open("/broadcast/edit.xhtml");
        portal.fillIn("First", PHONE);
        portal.addSms("HelioTrial", "First light", 10);
        portal.launch();
        Eventually.get(
                Duration.ofMinutes(1),
                "the SMS at the carrier",
                () -> carrier.received("sms", PHONE).stream()
                        .map(entry -> entry.path("text").asText())
                        .toList(),
                texts -> texts.contains("First light"));
        Eventually.isTrue(Duration.ofMinutes(1), "the report has come back", () -> {
            portal.open("/broadcast/broadcasts.xhtml");
            return portal.broadcastStatus("First").equals("Complete");
        });
        assertThat(page.locator("#trial")).containsText("99 SMS, 100 e-mails and 99 contacts left");
    }
}
