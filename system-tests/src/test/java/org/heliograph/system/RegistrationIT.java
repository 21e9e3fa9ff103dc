package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** From the login page's Register link to an empty portal of one's own. */
class RegistrationIT {

    private static final String PASSWORD = "First-Light-7";
    private static final String PHONE = "+12125588001";
    private static final Pattern LINK = Pattern.compile("/confirm\\.xhtml\\?token=[A-Za-z0-9_-]+");

    private final Product product = Product.shared();
    private final CarrierSide carrier = new CarrierSide(product);

    @Test
    void aStrangerRegistersConfirmsTheAddressAndSignsIn() {
        String login = "reg" + System.currentTimeMillis();
        try (Portal portal = Portal.atLogin(product, "en-US")) {
            Page page = portal.page();
            page.click("#register");
            page.fill(Portal.id("register:company"), "Harbour Ltd");
            page.fill(Portal.id("register:fullName"), "Grace Hopper");
            page.fill(Portal.id("register:login"), "No");
            page.fill(Portal.id("register:email"), login + "@harbour.example");
            page.fill(Portal.id("register:password"), PASSWORD);
            page.click(Portal.id("register:send"));
            assertThat(page.locator("body")).containsText("A login has 5 to 20 lower-case letters and digits");
            assertThat(page.locator(Portal.id("register:company"))).hasValue("Harbour Ltd");

            page.fill(Portal.id("register:login"), login);
            page.fill(Portal.id("register:password"), PASSWORD);
            page.click(Portal.id("register:send"));
            assertThat(page.locator("body")).containsText("confirms your e-mail address");
            portal.enter(login, PASSWORD);
            assertThat(page.locator("body")).containsText("Login or password is not right");

            String path = linkTo(login + "@harbour.example");
            portal.open(path);
            page.click(Portal.id("confirm:send"));
            portal.awaitPage("**/login.xhtml*");
            assertThat(page.locator("body")).containsText("Your account is ready");
            portal.enter(login, PASSWORD);
            portal.awaitPage("**/dashboard.xhtml");
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

    /** The path of the link in the mail that the address got. */
    private String linkTo(String address) {
        String mail = Eventually.get(
                Duration.ofMinutes(1),
                "the mail to " + address,
                () -> carrier.received("email", address).stream()
                        .map(entry -> entry.path("text").asText())
                        .findFirst()
                        .orElse(""),
                text -> !text.isEmpty());
        Matcher link = LINK.matcher(mail);
        assertTrue(link.find(), mail);
        return link.group();
    }
}
