package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A company sets its sending hours, and a broadcast waits for them. */
class SendingHoursIT {

    private static final String OURS = " where company_id = (select company_id from app_user where login = 'marketer')";
    private static final String WAITING = "select count(*) from chunk c join broadcast b on b.id = c.broadcast_id"
            + " where b.name = 'For later' and c.available_at > now() + interval '1 day'";
    private static final String MESSAGES =
            "select count(*) from message m join broadcast b on b.id = m.broadcast_id" + " where b.name = 'For later'";

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Product product = Product.shared();
    private final Rows rows = Rows.of(product);

    @AfterEach
    void sendAtAnyTime() {
        rows.update("delete from send_window" + OURS);
    }

    @Test
    void hoursWithoutLengthAreRefusedAndRightOnesKept() {
        try (Portal portal = Portal.signIn(product, "marketer")) {
            Page page = portal.page();
            portal.open("/contact/send-window.xhtml");
            page.click(Portal.id("window:limited"));
            portal.settle();
            page.fill(Portal.id("window:till_input"), "08:00");
            page.click("#save");
            assertThat(page.locator(".ui-message-error")).containsText("The hours must last at least 10 minutes.");
            page.fill(Portal.id("window:till_input"), "20:30");
            page.click("#save");
            assertThat(page.locator(".ui-growl-message").last()).containsText("keep these hours");
            portal.open("/contact/send-window.xhtml");
            assertThat(page.locator(Portal.id("window:till_input"))).hasValue("20:30");
        }
    }

    @Test
    void aBroadcastWaitsForItsHours() {
        rows.update("insert into send_window (company_id, open_from, open_till, days, channels)"
                + " select company_id, '00:00', '23:59', array[upper(trim(to_char(now() + interval '3 days', 'DAY')))],"
                + " array['SMS'] from app_user where login = 'marketer'");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            portal.open("/broadcast/edit.xhtml");
            portal.fillIn("For later", "+12125580377");
            portal.addSms("Heliograph", "Good morning", 1);
            portal.launch();
            Eventually.isTrue(
                    LIMIT, "the recipient waits", () -> rows.number(WAITING) == 1 && rows.number(MESSAGES) == 0);
            portal.open("/broadcast/report.xhtml?id="
                    + rows.number("select max(id) from broadcast where name = 'For later'"));
            assertThat(portal.page().locator(".notice-held")).containsText("wait for their sending hours");
            sendAtAnyTime();
            rows.update("update chunk set available_at = now() where broadcast_id in"
                    + " (select id from broadcast where name = 'For later')");
            Eventually.isTrue(LIMIT, "the recipient is written to", () -> rows.number(MESSAGES) == 1);
        }
    }
}
