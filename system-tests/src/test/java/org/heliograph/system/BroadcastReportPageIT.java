package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the report's own buttons do, what it shows of errors and of a broadcast that pauses itself, and whom it lists as left out. */
class BroadcastReportPageIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final HasTextOptions PATIENT = new HasTextOptions().setTimeout(60_000);
    private static final Pattern RUNNING = Pattern.compile("\\s*(In progress|Sent)\\s*");

    private final Product product = Product.shared();
    private final CarrierSide carrier = new CarrierSide(product);
    private final Rows rows = Rows.of(product);

    @AfterEach
    void calm() {
        carrier.reset();
    }

    @Test
    void itPausesResumesAndAborts() {
        carrier.behave("{\"sms\": {\"delayMinMs\": 600000, \"delayMaxMs\": 600000}}");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            send(portal, "Steered", "+12125580801", false);
            open(portal, "Steered");
            Locator status = status(portal);
            assertThat(status).hasText(RUNNING, PATIENT);
            assertThat(portal.page().locator(".figure-OPEN")).hasText("1");

            press(portal, "pause");
            assertThat(status).hasText("Paused");
            press(portal, "resume");
            assertThat(status).hasText(RUNNING);
            press(portal, "abort");
            portal.confirm();
            assertThat(status).hasText("Aborted");
            assertThat(portal.page().locator(".report-controls .ui-button")).hasCount(0);
            assertThat(portal.page().locator(".figure-ABORTED")).hasText("1");
            assertThat(rows.number("select count(*) from recipient r join broadcast b on b.id = r.broadcast_id"
                            + " where b.name = 'Steered' and r.state = 'ABORTED'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void itRelaunchesForThoseWhoWereNotReached() {
        carrier.behave("{\"sms\": {\"delayMinMs\": 50, \"delayMaxMs\": 100, \"undeliveredPercent\": 100}}");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            send(portal, "Unlucky", "+12125580802", false);
            await("Unlucky", "COMPLETE");
            carrier.reset();
            open(portal, "Unlucky");
            assertThat(portal.page().locator(Portal.id("report:relaunchUnopened")))
                    .hasCount(0);
            press(portal, "relaunchFailed");
            portal.confirm();
            long again = await("Unlucky (1)", "COMPLETE");
            assertThat(recipients(again, "SUCCESSFUL")).isEqualTo(1);
        }
    }

    @Test
    void itTellsOfMoreKindsOfErrorsThanItLists() {
        carrier.behave("{\"sms\": {\"delayMinMs\": 50, \"delayMaxMs\": 100, \"undeliveredPercent\": 100}}");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            send(portal, "Erring", "+12125580804", false);
            long id = await("Erring", "COMPLETE");
            rows.update(
                    "insert into message (id, company_id, channel, sender, address, broadcast_id, recipient_no, step, state,"
                            + " error_code, created_at) select gen_random_uuid(), company_id, channel, sender, address,"
                            + " broadcast_id, recipient_no, step, state, 'kind ' || kind, created_at"
                            + " from message, generate_series(1, 51) kind where broadcast_id = ?",
                    id);
            open(portal, "Erring");
            Page page = portal.page();
            assertThat(page.locator(".report-errors tbody tr")).hasCount(50);
            assertThat(page.locator(".report-errors tbody tr").first()).containsText("1.9 %");
            assertThat(page.locator(".report-unlisted")).containsText("not listed here: 2.");
        } finally {
            rows.update("delete from message where error_code like 'kind %'");
        }
    }

    @Test
    void itAndTheTableRelaunchForThoseWhoDidNotOpen() {
        carrier.behave(
                "{\"rcs\": {\"reachablePercent\": 100, \"delayMinMs\": 50, \"delayMaxMs\": 100, \"displayedPercent\": 0}}");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            send(portal, "Unread", "+12125580803", true);
            await("Unread", "COMPLETE");
            open(portal, "Unread");
            assertThat(portal.page().locator(".figure-UNOPENED")).hasText("1");
            press(portal, "relaunchUnopened");
            portal.confirm();
            await("Unread (1)", "COMPLETE");

            carrier.behave(
                    "{\"rcs\": {\"reachablePercent\": 100, \"delayMinMs\": 50, \"delayMaxMs\": 100, \"displayedPercent\": 100,"
                            + " \"displayDelayMs\": 50}}");
            portal.open("/broadcast/broadcasts.xhtml");
            portal.act(portal.row("Unread (1)"), "row-relaunch-unopened");
            portal.confirm();
            await("Unread (2)", "SEEN");
            portal.open("/broadcast/broadcasts.xhtml");
            assertThat(portal.row("Unread (1)").locator(".row-relaunch-unopened"))
                    .hasCount(1);
            assertThat(portal.row("Unread (2)").locator(".row-relaunch-unopened"))
                    .hasCount(0);
        }
    }

    @Test
    void aBroadcastThatGoesNowherePausesItselfAndGoesOnWhenTheCarrierIsBack() {
        carrier.behave("{\"sms\": {\"refusedPercent\": 100, \"refusal\": \"ESME_RSYSERR\"}}");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            portal.open("/broadcast/edit.xhtml");
            portal.fillIn("Nowhere", "+12125580811, +12125580812, +12125580813");
            portal.page().fill(Portal.id("broadcast:pauseAfter"), "3");
            portal.addSms("Heliograph", "A text", 10);
            portal.launch();
            open(portal, "Nowhere");
            Locator status = status(portal);
            assertThat(status).hasText("Paused", PATIENT);
            assertThat(portal.page().locator(".notice-bad")).containsText("Paused by itself");
            assertThat(carrier.received("sms", "+1212558081"))
                    .allMatch(entry -> entry.get("status").asText().equalsIgnoreCase("refused"));

            carrier.reset();
            press(portal, "resume");
            assertThat(status).hasText("Complete", PATIENT);
            assertThat(portal.page().locator(".notice-bad")).hasCount(0);
            assertThat(recipients(await("Nowhere", "COMPLETE"), "SUCCESSFUL")).isEqualTo(3);
        }
    }

    @Test
    void whoOptedOutBeforeTheLaunchIsListedAndBecomesAGroup() {
        rows.update("insert into contact (company_id, phone) select company_id, '+12125580822' from app_user"
                + " where login = 'marketer'");
        rows.update("insert into opt_out (company_id, contact_id, channel) select company_id, id, 'SMS' from contact"
                + " where phone = '+12125580822'");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            Page page = portal.page();
            send(portal, "Not all", "+12125580821, +12125580822", false);
            await("Not all", "COMPLETE");
            open(portal, "Not all");
            page.click(".figure-CHOSEN");
            portal.awaitPage("**/recipients.xhtml*");
            assertThat(page.locator(".data-grid tbody tr")).containsText(new String[] {"+12125580822", "+12125580821"});
            page.click(Portal.id("back"));
            portal.awaitPage("**/report.xhtml*");
            page.click(".figure-OPTED_OUT");
            portal.awaitPage("**/recipients.xhtml*");
            assertThat(page.locator(".data-grid tbody tr")).hasCount(1);
            assertThat(page.locator(".data-grid tbody tr")).containsText("+12125580822");
            assertThat(page.locator(".data-grid tbody tr")).containsText("Opted out");
            page.click(Portal.id("makeGroup"));
            page.fill(Portal.id("groupForm:tag_input"), "Quiet ones");
            page.keyboard().press("Tab");
            portal.settle();
            page.click(Portal.id("groupForm:save"));
            assertThat(page.locator(".ui-growl")).containsText("Quiet ones");
            assertThat(rows.set("select k.phone from contact k join contact_tag t on t.contact_id = k.id"
                            + " join tag on tag.id = t.tag_id where tag.name = 'Quiet ones'"))
                    .containsExactly("+12125580822");
        }
    }

    private static void send(Portal portal, String name, String phones, boolean card) {
        portal.open("/broadcast/edit.xhtml");
        portal.fillIn(name, phones);
        if (card) {
            portal.addRcsCard("Lakeside Bank", "Hello", "A card", 1);
        } else {
            portal.addSms("Heliograph", "A text", 1);
        }
        portal.launch();
    }

    private void open(Portal portal, String name) {
        portal.open("/broadcast/report.xhtml?id="
                + rows.number("select max(id) from broadcast where name = ? and status <> 'DRAFT'", name));
    }

    private static Locator status(Portal portal) {
        return portal.page().locator(".report-head > .status");
    }

    private static void press(Portal portal, String button) {
        portal.settle();
        portal.page().click(Portal.id("report:" + button));
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
}
