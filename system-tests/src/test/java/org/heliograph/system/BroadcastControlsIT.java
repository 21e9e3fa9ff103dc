package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What users do with a broadcast that was launched, and what its report tells them. */
class BroadcastControlsIT {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Pattern RUNNING = Pattern.compile("\\s*(In progress|Sent)\\s*");

    private final Product product = Product.shared();
    private final CarrierSide carrier = new CarrierSide(product);
    private final Rows rows = Rows.of(product);

    @AfterEach
    void calm() {
        carrier.reset();
    }

    @Test
    void theReportTellsWhatTheRowsHoldAndItsListsBecomeGroups() {
        carrier.behave(
                """
                {"rcs": {"delayMinMs": 50, "delayMaxMs": 200, "reachablePercent": 50, "displayedPercent": 40,
                         "displayDelayMs": 100},
                 "sms": {"delayMinMs": 50, "delayMaxMs": 200, "refusedPercent": 25, "undeliveredPercent": 25}}
                """);
        try (Portal portal = Portal.signIn(product, "admin")) {
            portal.importContacts(ContactFile.write("2125573", 60), "reported", MainJobIT.MAPPING, "Not import");
            portal.newBroadcast("Reported", "reported");
            portal.addRcsCard("Lakeside Bank", "Hello", "A card", 1);
            portal.addSms("Heliograph", "A text", 1);
            portal.launch();
            long id = await("Reported", "COMPLETE");

            portal.act(portal.row("Reported"), "row-report");
            portal.awaitPage("**/report.xhtml*");
            showsRecipients(portal, id);
            showsMessages(portal, id, 1);
            showsMessages(portal, id, 2);
            showsReasons(portal, id);
            showsTimeline(portal, id);

            long unsuccessful = recipients(id, "UNSUCCESSFUL");
            portal.page().click(".figure-bad .figure-UNSUCCESSFUL");
            portal.awaitPage("**/recipients.xhtml*");
            assertThat(portal.page().locator(".data-grid tbody tr")).hasCount((int) unsuccessful);
            group(portal, "Not reached");
            assertThat(rows.set("select k.phone from contact k join contact_tag t on t.contact_id = k.id"
                            + " join tag on tag.id = t.tag_id where tag.name = 'Not reached'"))
                    .hasSize((int) unsuccessful)
                    .isEqualTo(rows.set(
                            "select phone from recipient where broadcast_id = ? and state = 'UNSUCCESSFUL'", id));

            carrier.reset();
            portal.open("/broadcast/broadcasts.xhtml");
            portal.act(portal.row("Reported"), "row-relaunch");
            portal.confirm();
            long again = await("Reported (1)", "COMPLETE");
            assertThat(rows.number("select count(*) from recipient where broadcast_id = ?", again))
                    .as("those it did not reach, again")
                    .isEqualTo(unsuccessful);
        }
    }

    @Test
    void aBroadcastIsPausedResumedAbortedAndCopiedInTheTable() {
        carrier.behave("{\"sms\": {\"delayMinMs\": 600000, \"delayMaxMs\": 600000}}");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            portal.open("/broadcast/edit.xhtml");
            portal.fillIn("Controlled", "+12125580303");
            portal.addSms("Heliograph", "A text", 1);
            portal.launch();
            Locator row = portal.row("Controlled");
            Locator status = row.locator(".cell-key-status");
            shows(status, RUNNING);

            portal.act(row, "row-pause");
            shows(status, "Paused");
            assertThat(row.locator(".row-pause")).hasCount(0);
            portal.act(row, "row-resume");
            shows(status, RUNNING);
            portal.act(row, "row-abort");
            portal.confirm();
            shows(status, "Aborted");
            assertThat(recipients(await("Controlled", "ABORTED"), "ABORTED")).isEqualTo(1);

            portal.act(row, "row-copy");
            assertThat(portal.row("Controlled (1)").locator(".cell-key-status")).hasText("Draft");
        }
    }

    @Test
    void aBroadcastWaitsForItsTime() {
        try (Portal portal = Portal.signIn(product, "marketer")) {
            portal.open("/broadcast/edit.xhtml");
            portal.fillIn("Later", "+12125580305");
            portal.addSms("Heliograph", "A text", 1);
            String time = portal.scheduleTomorrow();
            portal.launch();
            Locator status = portal.row("Later").locator(".cell-key-status");
            shows(status, "Scheduled");
            assertThat(rows.text("select to_char(b.scheduled_for at time zone c.time_zone, 'DD.MM.YYYY HH24:MI')"
                            + " from broadcast b join company c on c.id = b.company_id where b.name = 'Later'"))
                    .isEqualTo(time);
            assertThat(carrier.received("sms", "+12125580305")).isEmpty();

            rows.update("update broadcast set scheduled_for = now() where name = 'Later'");
            await("Later", "COMPLETE");
            assertThat(carrier.received("sms", "+12125580305")).hasSize(1);
        }
    }

    @Test
    void aWrongLimitOfErrorsSavesNothing() {
        try (Portal portal = Portal.signIn(product, "marketer")) {
            portal.open("/broadcast/edit.xhtml");
            portal.fillIn("Limited", "+12125580304");
            portal.page().fill(Portal.id("broadcast:pauseAfter"), "200000");
            portal.page().click("#saveDraft");
            assertThat(portal.page().locator(".field", new LocatorOptions().setHasText("Pause after errors")))
                    .containsText("Give 0 to 100,000 errors");
            assertThat(rows.number("select count(*) from broadcast where name = 'Limited'"))
                    .isZero();

            portal.page().fill(Portal.id("broadcast:pauseAfter"), "7");
            portal.page().click("#saveDraft");
            portal.awaitPage("**/broadcasts.xhtml*");
            assertThat(rows.number("select pause_after from broadcast where name = 'Limited'"))
                    .isEqualTo(7);
        }
    }

    private static void shows(Locator cell, Object text) {
        HasTextOptions patient = new HasTextOptions().setTimeout(30_000);
        if (text instanceof Pattern pattern) {
            assertThat(cell).hasText(pattern, patient);
        } else {
            assertThat(cell).hasText(text.toString(), patient);
        }
    }

    /** Waits until the broadcast has a status; returns its id. */
    private long await(String name, String status) {
        return Eventually.get(
                LIMIT,
                name + " to be " + status,
                () -> rows.number("select max(id) from broadcast where name = ? and status = ?", name, status),
                id -> id > 0);
    }

    private long recipients(long broadcast, String state) {
        return rows.number("select count(*) from recipient where broadcast_id = ? and state = ?", broadcast, state);
    }

    private void showsRecipients(Portal portal, long id) {
        assertThat(recipients(id, "UNSUCCESSFUL")).as("some failures").isPositive();
        assertThat(figure(portal.page().locator(".figures .figure-ALL"))).isEqualTo(60);
        assertThat(figure(portal.page().locator(".figure-good .figure-SUCCESSFUL")))
                .isEqualTo(recipients(id, "SUCCESSFUL"));
        assertThat(figure(portal.page().locator(".figure-bad .figure-UNSUCCESSFUL")))
                .isEqualTo(recipients(id, "UNSUCCESSFUL"));
    }

    private void showsMessages(Portal portal, long id, int step) {
        Map<String, Long> states = rows.counts(
                "select state, count(*) from message where broadcast_id = ? and step = ? group by 1", id, step);
        Locator row = portal.page()
                .locator(".report-steps tbody tr:not(.report-skips)")
                .nth(step - 1);
        long displayed = states.getOrDefault("DISPLAYED", 0L);
        long delivered = states.getOrDefault("DELIVERED", 0L) + displayed;
        long undelivered = states.getOrDefault("UNDELIVERED", 0L);
        assertThat(figure(row.locator(".figure-HANDED_OVER"))).isEqualTo(delivered + undelivered);
        assertThat(figure(row.locator(".figure-DELIVERED"))).isEqualTo(delivered);
        assertThat(figure(row.locator(".figure-DISPLAYED"))).isEqualTo(displayed);
        assertThat(figure(row.locator(".figure-REFUSED"))).isEqualTo(states.getOrDefault("FAILED", 0L) + undelivered);
    }

    private void showsReasons(Portal portal, long id) {
        long sum = portal.page().locator(".report-reasons .figure-link").allTextContents().stream()
                .mapToLong(Portal::number)
                .sum();
        assertThat(sum).as("every failed recipient has a reason").isEqualTo(recipients(id, "UNSUCCESSFUL"));
        long errors = portal.page().locator(".report-errors .figure-link").allTextContents().stream()
                .mapToLong(Portal::number)
                .sum();
        assertThat(errors)
                .isEqualTo(rows.number(
                        "select count(*) from message where broadcast_id = ? and state in ('FAILED', 'UNDELIVERED')",
                        id));
    }

    /** The table behind the chart: its columns are the time, sent, delivered, displayed, failed. */
    private void showsTimeline(Portal portal, long id) {
        portal.page().click(".report-table-behind summary");
        String sum = "select count(*) from message where broadcast_id = ? and state in ";
        assertThat(column(portal, 2))
                .as("sent")
                .isEqualTo(rows.number(sum + "('SENT', 'DELIVERED', 'DISPLAYED', 'UNDELIVERED')", id));
        assertThat(column(portal, 3)).as("delivered").isEqualTo(rows.number(sum + "('DELIVERED', 'DISPLAYED')", id));
        assertThat(column(portal, 4)).as("displayed").isEqualTo(rows.number(sum + "('DISPLAYED')", id));
        assertThat(column(portal, 5)).as("failed").isEqualTo(rows.number(sum + "('FAILED', 'UNDELIVERED')", id));
    }

    private static long column(Portal portal, int column) {
        return portal.page().locator(".report-timeline tbody td:nth-child(" + column + ")").allInnerTexts().stream()
                .mapToLong(Portal::number)
                .sum();
    }

    /** A number of the report; one that counts nothing leads nowhere. */
    private static long figure(Locator figure) {
        return figure.count() == 0 ? 0 : Portal.number(figure.first().textContent());
    }

    private static void group(Portal portal, String tag) {
        portal.page().click(Portal.id("makeGroup"));
        portal.page().fill(Portal.id("groupForm:tag_input"), tag);
        portal.page().keyboard().press("Tab");
        portal.settle();
        portal.page().click(Portal.id("groupForm:save"));
        assertThat(portal.page().locator(".ui-growl")).containsText(tag);
    }
}
