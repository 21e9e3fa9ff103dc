package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The schedule of a template as its form takes, refuses and shows it. */
class RecurrenceFormIT {

    private final Product product = Product.shared();
    private final Rows rows = Rows.of(product);
    private Portal portal;
    private Page page;
    private long id;

    @BeforeEach
    void aTemplateWithoutASchedule() {
        portal = Portal.signIn(product, "marketer");
        page = portal.page();
        portal.open("/broadcast/template.xhtml");
        portal.fillIn("Tide table", "+12125580303");
        portal.addSms("Heliograph", "High water", 1);
        page.click("#save");
        portal.awaitPage("**/templates.xhtml*");
        id = rows.number("select max(id) from broadcast_template where name = 'Tide table'");
        open();
    }

    @AfterEach
    void leave() {
        portal.close();
        rows.update("delete from broadcast_template where id = ?", id);
    }

    @Test
    void eachWayToRepeatIsShownAsItWasSaved() {
        choose("Repeat", "Once");
        typeDate("Once", "15.03.2126 09:30");
        choose("Zone", "Asia/Tokyo");
        saveAndOpen();
        chosen("Repeat", "Once");
        chosen("Zone", "Asia/Tokyo");
        dated("Once", "15.03.2126 09:30");
        launches("Friday, 15.03.2126 09:30");

        choose("Repeat", "Weekly");
        day("Mon").click();
        day("Wed").click();
        portal.settle();
        typeDate("Time", "18:45");
        typeDate("From", "01.03.2126 00:00");
        typeDate("Till", "10.03.2126 23:59");
        saveAndOpen();
        chosen("Repeat", "Weekly");
        chosen("Zone", "Asia/Tokyo");
        assertThat(page.locator(input("Days") + " .ui-state-active")).hasText(new String[] {"Mon", "Wed"});
        dated("Time", "18:45");
        dated("From", "01.03.2126 00:00");
        dated("Till", "10.03.2126 23:59");
        launches("Monday, 04.03.2126 18:45", "Wednesday, 06.03.2126 18:45");

        choose("Repeat", "Monthly");
        choose("MonthDay", "Last day (31)");
        typeDate("Till", "31.05.2126 00:00");
        saveAndOpen();
        chosen("Repeat", "Monthly");
        chosen("MonthDay", "Last day (31)");
        dated("Time", "18:45");
        launches("Sunday, 31.03.2126 18:45", "Tuesday, 30.04.2126 18:45");

        choose("Repeat", "Cron expression");
        typeCron("30 9 1 * *");
        typeDate("Till", "");
        saveAndOpen();
        chosen("Repeat", "Cron expression");
        assertThat(page.locator(input("Cron"))).hasValue("30 9 1 * *");
        dated("Till", "");
        assertThat(page.locator(".upcoming li strong").first()).hasText("Friday, 01.03.2126 09:30");

        choose("Repeat", "No schedule");
        saveAndOpen();
        chosen("Repeat", "No schedule");
        assertThat(page.locator(".upcoming")).hasCount(0);
    }

    @Test
    void whatMakesNoScheduleIsRefusedUnderItsInput() {
        choose("Repeat", "Weekly");
        refused("Days", "Choose at least one day.");
        day("Mon").click();
        portal.settle();
        typeDate("From", "");
        refused("From", "Give the date and time.");
        typeDate("From", "02.03.2025 00:00");
        typeDate("Till", "01.03.2025 00:00");
        refused("Till", "The end must be after the start.");
        dated("Till", "01.03.2025 00:00");
        typeDate("Till", "31.03.2025 00:00");
        refused("Repeat", "This schedule has no launch in the future. Change its days or dates.");
        typeDate("Time", "");
        refused("Time", "Give the time.");
        typeDate("Time", "10:00");

        choose("Repeat", "Cron expression");
        typeCron("every morning");
        refused(
                "Cron",
                "This is not a cron expression of five fields: minute, hour, day of month, month, day of week.");
        assertThat(page.locator(input("Cron"))).hasValue("every morning");

        choose("Repeat", "Once");
        typeDate("Once", "");
        refused("Once", "Give the date and time.");
        assertThat(rows.number("select count(*) from broadcast_template where id = ? and recurrence is null", id))
                .as("nothing of it is saved")
                .isOne();
    }

    @Test
    void aPausedScheduleIsSaidToLaunchNothing() {
        choose("Repeat", "Every day");
        assertThat(page.locator(".upcoming h3")).hasText("Next launches");
        assertThat(page.locator(".notice-paused")).hasCount(0);
        save();
        portal.act(row(), "row-pause");
        assertThat(row().locator(".cell-key-scheduleStatus")).hasText("Paused");
        open();
        assertThat(page.locator(".notice-paused")).containsText("The schedule is paused.");
        assertThat(page.locator(".upcoming h3")).hasText("Launches once it runs");
    }

    @Test
    void aScheduleThatHasRunOutIsNeitherPausedNorResumed() {
        choose("Repeat", "Every day");
        save();
        rows.update(
                "update broadcast_template set next_launch = null, effective_till = now() - interval '1 day' where id = ?",
                id);
        portal.open("/broadcast/templates.xhtml");
        assertThat(row().locator(".cell-key-scheduleStatus")).hasText("Expired");
        assertThat(row().locator(".row-copy")).hasCount(1);
        assertThat(row().locator(".row-pause, .row-resume")).hasCount(0);
    }

    /** The template's, in the table. */
    private Locator row() {
        return portal.row("Tide table." + id);
    }

    private void open() {
        portal.open("/broadcast/template.xhtml?id=" + id);
    }

    private void save() {
        page.click("#save");
        portal.awaitPage("**/templates.xhtml*");
    }

    private void saveAndOpen() {
        save();
        open();
    }

    private void refused(String name, String message) {
        page.click("#save");
        portal.settle();
        assertThat(portal.refusal(client(name))).hasText(message);
    }

    private void choose(String name, String label) {
        portal.choose(client(name), label);
    }

    private void typeDate(String name, String text) {
        portal.typeDate(client(name), text);
    }

    private void typeCron(String text) {
        page.fill(input("Cron"), text);
        page.keyboard().press("Tab");
        portal.settle();
    }

    private Locator day(String name) {
        return page.locator(input("Days") + " .ui-button", new Page.LocatorOptions().setHasText(name));
    }

    private void chosen(String name, String label) {
        assertThat(page.locator(input(name) + " .ui-selectonemenu-label")).hasText(label);
    }

    private void dated(String name, String text) {
        assertThat(page.locator(input(name + "_input"))).hasValue(text);
    }

    private void launches(String... times) {
        assertThat(page.locator(".upcoming li strong")).hasText(times);
    }

    private static String client(String name) {
        return "broadcast:schedule" + name;
    }

    private static String input(String name) {
        return Portal.id(client(name));
    }
}
