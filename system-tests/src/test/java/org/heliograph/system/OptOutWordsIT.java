package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Words that opt out, and what their company tells those who use them. */
class OptOutWordsIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String OURS = " company_id = (select company_id from app_user where login = 'marketer')";

    private final Product product = Product.shared();
    private final Rows rows = Rows.of(product);
    private final CarrierSide carrier = new CarrierSide(product);

    @AfterEach
    void tellNothingAgain() {
        rows.update("delete from consent_policy where" + OURS);
    }

    @Test
    void aWordOfASenderIsAddedChangedUsedAndDeleted() {
        contact("+12125580911");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            Page page = portal.page();
            portal.open("/contact/opt-out-words.xhtml");
            page.click(Portal.id("actions:new"));
            portal.settle();
            page.fill(Portal.id("wordForm:word"), "Anchor");
            assertThat(label(portal, "wordForm:channel")).hasText("SMS");
            portal.choose("wordForm:sender", "Heliograph");
            portal.typeDate("wordForm:from", "01.06.2025 08:00");
            portal.typeDate("wordForm:till", "31.05.2025 08:00");
            save(portal, "wordForm");
            assertThat(portal.refusal("wordForm:till")).hasText("The end must be after the start.");
            shows(portal, "Anchor", "Heliograph", "01.06.2025 08:00", "31.05.2025 08:00");

            portal.typeDate("wordForm:till", "01.06.2125 20:30");
            save(portal, "wordForm");
            Locator row = portal.row("Anchor");
            assertThat(row.locator(".cell-key-channel")).hasText("SMS");
            assertThat(row.locator(".cell-key-sender")).hasText("Heliograph");
            assertThat(row.locator(".cell-key-from")).hasText("01.06.2025 08:00:00");
            assertThat(row.locator(".cell-key-till")).hasText("01.06.2125 20:30:00");

            edit(portal, row);
            assertThat(page.locator("#word .ui-dialog-title")).hasText("Opt-out word");
            shows(portal, "Anchor", "Heliograph", "01.06.2025 08:00", "01.06.2125 20:30");
            page.fill(Portal.id("wordForm:word"), "Anchor down");
            save(portal, "wordForm");
            Locator renamed = portal.row("Anchor down");
            assertThat(renamed).isVisible();
            carrier.reply("+12125580911", "{\"channel\": \"sms\", \"text\": \"ANCHOR down!\", \"to\": \"Heliograph\"}");
            Eventually.isTrue(LIMIT, "the opt-out", () -> optOuts("+12125580911", "Heliograph") == 1);

            renamed.hover();
            renamed.locator("[id$=delete]").click();
            portal.confirm();
            assertThat(renamed).hasCount(0);
            assertThat(optOuts("+12125580911", "Heliograph")).isOne();
        }
    }

    @Test
    void aWordKeepsItsSenderThoughThatIsBlocked() {
        rows.update("insert into sender (company_id, channel, address, name, account_id, status) select company_id,"
                + " channel, 'Quay', 'Quay', account_id, 'BLOCKED' from sender where name = 'Heliograph' and channel = 'SMS'"
                + " and" + OURS);
        rows.update("insert into opt_out_word (company_id, word, normalized, channel, sender_id) select company_id,"
                + " 'Ashore', 'ashore', channel, id from sender where name = 'Quay'");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            portal.open("/contact/opt-out-words.xhtml");
            edit(portal, portal.row("Ashore"));
            assertThat(label(portal, "wordForm:sender")).hasText("Quay (Blocked)");
            portal.page().fill(Portal.id("wordForm:word"), "All ashore");
            save(portal, "wordForm");
            assertThat(portal.row("All ashore").locator(".cell-key-sender")).hasText("Quay");
        } finally {
            rows.update("delete from sender where name = 'Quay'");
        }
    }

    @Test
    void whoOptsOutIsToldWhatTheCompanyHasWritten() {
        contact("+12125580912");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            Page page = portal.page();
            openPolicy(portal);
            portal.choose("policyForm:optIn", "opt-in words only");
            page.click(Portal.id("policyForm:confirmsOptOut"));
            portal.settle();
            save(portal, "policyForm");
            assertThat(portal.refusal("policyForm:optOutText")).isVisible();
            page.fill(Portal.id("policyForm:optOutText"), "You are ashore.");
            save(portal, "policyForm");

            openPolicy(portal);
            assertThat(label(portal, "policyForm:optIn")).hasText("opt-in words only");
            assertThat(page.locator(Portal.id("policyForm:optOutText"))).hasValue("You are ashore.");
        }
        carrier.reply("+12125580912", "{\"channel\": \"sms\", \"text\": \"Stop\", \"to\": \"Heliograph\"}");
        Eventually.isTrue(LIMIT, "the confirmation", () -> carrier.received("sms", "+12125580912").stream()
                .anyMatch(entry -> entry.path("text").asText().equals("You are ashore.")));
    }

    private void contact(String phone) {
        rows.update(
                "insert into contact (company_id, phone) select company_id, ? from app_user where login = 'marketer'",
                phone);
    }

    private long optOuts(String phone, String sender) {
        return rows.number(
                "select count(*) from opt_out o join contact c on c.id = o.contact_id join sender s on s.id = o.sender_id"
                        + " where c.phone = ? and s.name = ?",
                phone,
                sender);
    }

    private static void edit(Portal portal, Locator row) {
        portal.act(row, "row-open");
        portal.settle();
    }

    private static void openPolicy(Portal portal) {
        portal.open("/contact/opt-out-words.xhtml");
        portal.page().click(Portal.id("actions:more"));
        portal.page().click(Portal.id("actions:policy"));
        portal.settle();
    }

    private static void save(Portal portal, String form) {
        portal.page().click(Portal.id(form + ":save"));
        portal.settle();
    }

    private static void shows(Portal portal, String word, String sender, String from, String till) {
        Page page = portal.page();
        assertThat(page.locator(Portal.id("wordForm:word"))).hasValue(word);
        assertThat(label(portal, "wordForm:sender")).hasText(sender);
        assertThat(page.locator(Portal.id("wordForm:from_input"))).hasValue(from);
        assertThat(page.locator(Portal.id("wordForm:till_input"))).hasValue(till);
    }

    /** What a list shows as chosen. */
    private static Locator label(Portal portal, String id) {
        return portal.page().locator(Portal.id(id) + " .ui-selectonemenu-label");
    }
}
