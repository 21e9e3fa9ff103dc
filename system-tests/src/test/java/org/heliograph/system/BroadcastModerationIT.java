package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What authors see while their company is under moderation. */
class BroadcastModerationIT {

    private static final String COMPANY = " where id = (select company_id from app_user where login = 'marketer')";

    private final Product product = Product.shared();
    private final Rows rows = Rows.of(product);

    @BeforeEach
    void moderate() {
        rows.update("update company set moderation = true" + COMPANY);
    }

    @AfterEach
    void trustAgain() {
        rows.update("update company set moderation = false" + COMPANY);
    }

    @Test
    void aBroadcastGoesToModerationAndCanBeTakenBack() {
        try (Portal portal = Portal.signIn(product, "marketer")) {
            portal.open("/broadcast/edit.xhtml");
            portal.fillIn("Moderated offer", "+12125580302");
            portal.addSms("Heliograph", "An offer", 1);
            assertThat(portal.page().locator("#launch")).hasText("Send to moderation");
            portal.launch();
            Locator row = portal.row("Moderated offer");
            assertThat(row.locator(".cell-key-status")).hasText("On moderation");

            row.hover();
            row.locator(".row-link").click();
            assertThat(portal.page().locator(Portal.id("broadcast:name"))).isDisabled();
            portal.page().click("#withdraw");
            assertThat(portal.page().locator(Portal.id("broadcast:name"))).isEnabled();
        }
    }

    @Test
    void aTemplateIsADraftUntilItIsSentToModeration() {
        try (Portal portal = Portal.signIn(product, "marketer")) {
            portal.open("/broadcast/template.xhtml");
            portal.fillIn("Moderated template", "+12125580302");
            portal.page().click("#save");
            portal.awaitPage("**/templates.xhtml*");
            long id = rows.number("select max(id) from broadcast_template where name = 'Moderated template'");
            Locator row = portal.row("Moderated template." + id);
            assertThat(row.locator(".cell-key-status")).hasText("Draft");
            assertThat(row.locator(".row-launch")).hasCount(0);

            row.hover();
            row.locator(".row-link").click();
            portal.addSms("Heliograph", "An offer", 1);
            portal.choose("broadcast:scheduleRepeat", "Every day");
            Locator notice = portal.page().locator(".notice-unapproved");
            assertThat(notice).containsText("Nothing is launched until a moderator approves it.");
            portal.page().click("#sendToModeration");
            portal.awaitPage("**/templates.xhtml*");
            assertThat(row.locator(".cell-key-status")).hasText("On moderation");
            row.hover();
            row.locator(".row-link").click();
            assertThat(notice).isVisible();
            assertThat(portal.page().locator(".upcoming h3")).hasText("Launches once it runs");
        }
    }
}
