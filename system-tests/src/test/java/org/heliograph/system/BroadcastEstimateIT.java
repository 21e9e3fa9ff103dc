package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a user sees before the launch: who would get it and what they lack, and the message itself as a test. */
class BroadcastEstimateIT {

    private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(60_000);

    private final Product product = Product.shared();
    private final Rows rows = Rows.of(product);
    private final CarrierSide carrier = new CarrierSide(product);

    @Test
    void theEstimateIsWhatTheLaunchThenFreezes() {
        contact("+12125580701", "{\"name\": \"Ada\"}");
        contact("+12125580702", "{}");
        contact("+12125580703", "{\"name\": \"Eve\"}");
        rows.update("insert into opt_out (company_id, contact_id, channel) select company_id, id, 'SMS' from contact"
                + " where phone = '+12125580703'");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            Page page = portal.page();
            portal.open("/broadcast/edit.xhtml");
            page.click(Portal.id("broadcast:check"));
            portal.settle();
            assertThat(page.locator(".ui-message-error").first()).containsText("Choose recipients");

            portal.fillIn("Foretold", "+12125580701, +12125580702, +12125580703, +12125580704, +12125580705");
            page.fill(Portal.id("broadcast:excludedTyped"), "+12125580705");
            page.click(Portal.id("broadcast:addExcluded"));
            portal.settle();
            portal.addSms("Heliograph", "Hi {{attribute.name}}", 1);
            page.click(Portal.id("broadcast:check"));
            portal.settle();
            assertThat(page.locator("#estimateRecipients")).hasText("3");
            assertThat(page.locator("#estimateDuplicates")).hasText("0");
            assertThat(page.locator("#estimateExcluded")).hasText("1");
            assertThat(page.locator("#estimateOptedOut")).hasText("1");
            assertThat(page.locator(".estimate-step").first()).containsText("3 SMS parts, 1 to a message");
            assertThat(page.locator(".estimate-warning").first()).containsText("2 without a value for name");
            assertThat(page.locator(".estimate-warning").first()).containsText("{{attribute.name|friend}}");
            assertThat(rows.number("select count(*) from contact where phone = '+12125580704'"))
                    .isZero();
            page.click("#launch");
            assertThat(page.locator("#launchRecipients")).hasText("3");
            assertThat(page.locator("#launchExcluded")).hasText("1");
            assertThat(page.locator(".launch-dialog .estimate-step")).containsText("3 SMS parts, 1 to a message");
            assertThat(page.locator(".launch-dialog .estimate-warning")).containsText("2 without a value for name");
            page.click(Portal.id("launching:cancel"));
            assertThat(rows.number("select count(*) from broadcast where name = 'Foretold'"))
                    .isZero();
            portal.launch();
            assertThat(rows.number("select recipients * 100 + excluded * 10 + opted_out from broadcast"
                            + " where name = 'Foretold'"))
                    .isEqualTo(311);
        }
    }

    @Test
    void aTemplateForetellsItsNextLaunch() {
        try (Portal portal = Portal.signIn(product, "marketer")) {
            Page page = portal.page();
            portal.open("/broadcast/template.xhtml");
            portal.fillIn("Foretold daily", "+12125580731, +12125580732");
            portal.addSms("Heliograph", "Good morning", 1);
            page.click(Portal.id("broadcast:check"));
            portal.settle();
            assertThat(page.locator("#estimateRecipients")).hasText("2");
            assertThat(page.locator(".estimate-step")).containsText("2 SMS parts, 1 to a message");
            assertThat(rows.number("select count(*) from broadcast_template where name = 'Foretold daily'"))
                    .isZero();
        }
    }

    @Test
    void aTestShowsTheMessageAsItStandsInTheForm() {
        contact("+12125580711", "{\"name\": \"Bea\"}");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            Page page = portal.page();
            portal.open("/broadcast/edit.xhtml");
            portal.openConstructor("SMS", "Heliograph");
            page.fill(Portal.id("step:testTo"), "+12125580712");
            page.click(Portal.id("step:sendTest"));
            portal.settle();
            assertThat(page.locator(".constructor-fields .ui-message-error")).hasCount(1);

            page.fill(Portal.id("step:smsText"), "Hi {{attribute.name}}");
            page.click(Portal.id("step:sendTest"));
            assertThat(page.locator(".test-result")).containsText("Delivered to +12125580712", PATIENT);
            page.fill(Portal.id("step:valuesOf"), "212 558 0711");
            page.click(Portal.id("step:sendTest"));
            portal.settle();
            assertThat(page.locator(".test-result")).containsText("Delivered to +12125580712", PATIENT);
            List<String> texts = carrier.received("sms", "+12125580712").stream()
                    .map(entry -> entry.get("text").asText())
                    .toList();
            assertThat(texts).containsExactly("Hi [name]", "Hi Bea");

            rows.update(
                    "insert into opt_out (company_id, contact_id, channel) select company_id, id, 'SMS' from contact"
                            + " where phone = '+12125580711'");
            page.fill(Portal.id("step:testTo"), "+12125580711");
            page.click(Portal.id("step:sendTest"));
            portal.settle();
            assertThat(page.locator(".test-message .ui-message-error")).containsText("has opted out");
            assertThat(page.locator(Portal.id("step:smsText"))).hasValue("Hi {{attribute.name}}");
        }
        assertThat(rows.number("select count(*) from broadcast b join message m on m.broadcast_id = b.id"
                        + " where m.address = '+12125580712'"))
                .isZero();
    }

    @Test
    void aTestMailSaysSoInItsSubject() {
        try (Portal portal = Portal.signIn(product, "marketer")) {
            Page page = portal.page();
            portal.open("/broadcast/edit.xhtml");
            portal.openConstructor("EMAIL", "hello@heliograph.example");
            assertThat(page.locator(Portal.id("step:testTo")).inputValue()).contains("@");
            page.fill(Portal.id("step:testTo"), "tester@estimate.example");
            page.fill(Portal.id("step:subject"), "News for {{attribute.name}}");
            page.fill(Portal.id("step:html"), "<p>Good morning</p>");
            page.click(Portal.id("step:sendTest"));
            assertThat(page.locator(".test-result")).containsText("Sent to tester@estimate.example", PATIENT);
            List<JsonNode> mails = carrier.received("email", "tester@estimate.example");
            assertThat(mails).hasSize(1);
            assertThat(mails.get(0).toString()).contains("[Test] News for [name]");
        }
    }

    private void contact(String phone, String attributes) {
        rows.update("insert into contact (company_id, phone, attributes) select company_id, '" + phone + "', '"
                + attributes + "'::jsonb from app_user where login = 'marketer'");
    }
}
