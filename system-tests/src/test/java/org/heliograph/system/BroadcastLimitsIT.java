package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A broadcast with hours of its own, exclusions and a frequency cap; consent by hand, and what the log tells of it. */
class BroadcastLimitsIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String OURS = " where company_id = (select company_id from app_user where login = 'marketer')";

    private final Product product = Product.shared();
    private final Rows rows = Rows.of(product);

    @AfterEach
    void liftTheCaps() {
        rows.update("delete from frequency_cap" + OURS);
        rows.update("delete from frequency_policy" + OURS);
        rows.update("delete from contact_reach" + OURS);
    }

    @Test
    void aBroadcastLeavesOutWhoIsExcludedAndWhoHasHadEnough() {
        try (Portal portal = Portal.signIn(product, "marketer")) {
            Page page = portal.page();
            portal.open("/contact/frequency.xhtml");
            page.fill(Portal.id("frequency:messagesSMS"), "0");
            page.click("#save");
            assertThat(page.locator(".ui-message-error")).containsText("Give 1 to 100 messages");
            page.fill(Portal.id("frequency:messagesSMS"), "1");
            page.click("#save");
            assertThat(page.locator(".ui-growl-message").last()).containsText("hold from now on");

            send(portal, "Cap one", "+12125580601");
            await("Cap one", "state = 'SUCCESSFUL'", 1);

            portal.open("/broadcast/edit.xhtml");
            portal.fillIn("Cap two", "+12125580601, +12125580602, +12125580603");
            page.fill(Portal.id("broadcast:excludedTyped"), "+12125580603");
            page.click(Portal.id("broadcast:addExcluded"));
            portal.settle();
            portal.addSms("Heliograph", "Again", 1);
            portal.limitHours("00:00", "23:59");
            portal.launch();
            await("Cap two", "state = 'SUCCESSFUL'", 1);
            await("Cap two", "reason = 'FREQUENCY_CAP'", 1);
            portal.open("/broadcast/report.xhtml?id=" + rows.number("select id from broadcast where name = 'Cap two'"));
            assertThat(page.locator(".report-times")).containsText("00:00–23:59");
            assertThat(page.locator("#main")).containsText("Left out: excluded");
            assertThat(page.locator(".report-reasons")).containsText("Frequency cap");
        }
    }

    @Test
    void hoursThatNeverMeetTheCompanysAreRefused() {
        rows.update("insert into send_window (company_id, open_from, open_till, days, channels) select company_id,"
                + " '09:00', '12:00', '{MONDAY}', '{SMS}' from app_user where login = 'marketer'");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            portal.open("/broadcast/edit.xhtml");
            portal.fillIn("Never", "+12125580604");
            portal.addSms("Heliograph", "Never", 1);
            portal.limitHours("20:00", "06:00");
            portal.tryToLaunch();
            assertThat(portal.page().locator(".ui-message-error")).containsText("never meet");
        } finally {
            rows.update("delete from send_window" + OURS);
        }
    }

    @Test
    void aContactIsOptedOutAndInByHandAndTheLogTellsIt() {
        rows.update("insert into contact (company_id, phone) select company_id, '+12125580605' from app_user"
                + " where login = 'marketer'");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            Page page = portal.page();
            portal.open("/contact/contacts.xhtml");
            Locator row = page.locator("tr", new Page.LocatorOptions().setHasText("+12125580605"));
            portal.act(row, "row-open");
            page.waitForSelector(Portal.id("contactForm:optOut"));
            portal.settle();
            page.click(Portal.id("contactForm:optOut"));
            assertThat(page.locator(".consent .ui-message-error")).containsText("Choose the channel.");
            portal.choose("contactForm:consentChannel", "SMS");
            page.click(Portal.id("contactForm:optOut"));
            portal.settle();
            assertThat(page.locator(".consent .opt-out")).containsText("Whole channel");
            assertThat(page.locator(".consent-log")).containsText("Maya Signal");
            page.click(".consent .opt-out .ui-button");
            portal.confirm();
            portal.settle();
            assertThat(page.locator(".consent .opt-out")).hasCount(0);
            assertThat(page.locator(".consent-log li")).hasCount(2);
            page.click(".consent .link");
            assertThat(page.locator(".data-grid tbody tr")).hasCount(2);
            assertThat(page.locator(".data-grid")).containsText("Opted back in");
        }
    }

    private static void send(Portal portal, String name, String phone) {
        portal.open("/broadcast/edit.xhtml");
        portal.fillIn(name, phone);
        portal.addSms("Heliograph", "Once", 1);
        portal.launch();
    }

    private void await(String broadcast, String condition, long recipients) {
        Eventually.isTrue(
                LIMIT,
                broadcast + ": " + condition,
                () -> rows.number(
                                "select count(*) from recipient r join broadcast b on b.id = r.broadcast_id"
                                        + " where b.name = ? and r." + condition,
                                broadcast)
                        == recipients);
    }
}
