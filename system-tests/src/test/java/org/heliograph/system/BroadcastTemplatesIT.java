package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.LocatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A template with a daily schedule, from its form to the broadcasts it makes by hand and by the clock. */
class BroadcastTemplatesIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String PHONE = "+12125580301";

    private final Product product = Product.shared();
    private final Rows rows = Rows.of(product);

    @Test
    void aTemplateIsLaunchedByHandAndByItsSchedule() {
        try (Portal portal = Portal.signIn(product, "marketer")) {
            portal.open("/broadcast/template.xhtml");
            portal.fillIn("Good morning", PHONE);
            portal.page().fill(Portal.id("broadcast:pauseAfter"), "9");
            portal.addSms("Heliograph", "Good morning", 1);
            portal.choose("broadcast:scheduleRepeat", "Every day");
            assertThat(portal.page().locator(".upcoming li")).hasCount(5);
            portal.page().click("#save");
            portal.awaitPage("**/templates.xhtml*");

            long id = rows.number("select max(id) from broadcast_template where name = 'Good morning'");
            String fullName = "Good morning." + id;
            Locator template = portal.row(fullName);
            shows(template, "type", "Fallback");
            shows(template, "launches", "0");
            shows(template, "schedule", "Yes");
            shows(template, "scheduleStatus", "Active");
            assertThat(cell(template, "nextLaunch")).hasText(Pattern.compile("\\d\\d\\.\\d\\d\\.\\d{4} 09:00:00"));

            portal.act(template, "row-pause");
            shows(template, "scheduleStatus", "Paused");
            shows(template, "nextLaunch", "");
            portal.act(template, "row-resume");
            shows(template, "scheduleStatus", "Active");

            portal.act(template, "row-copy");
            Locator copy = portal.page().locator("tr", new LocatorOptions().setHasText("Good morning (1)."));
            shows(copy.first(), "scheduleStatus", "Paused");

            portal.askToLaunch(template);
            assertThat(portal.page().locator("#launchTitle")).containsText(fullName);
            assertThat(portal.page().locator("#launchRecipients")).hasText("1");
            portal.page().click(Portal.id("launching:confirm"));
            shows(template, "launches", "1");
            awaitBroadcast(portal, fullName, "Manual", id);

            assertThat(rows.update(
                            "update broadcast_template set next_launch = now() - interval '1 minute' where id = ?", id))
                    .isEqualTo(1);
            awaitBroadcast(portal, fullName, "Recurrent", id);
            Eventually.get(
                    LIMIT,
                    "both SMS at the carrier",
                    () -> new CarrierSide(product).received("sms", PHONE).size(),
                    count -> count == 2);
            assertThat(rows.number("select count(*) from broadcast where template_id = ?", id))
                    .as("launched once each")
                    .isEqualTo(2);
            assertThat(rows.number("select count(*) from broadcast where template_id = ? and pause_after = 9", id))
                    .isEqualTo(2);
            portal.open("/broadcast/template.xhtml?id=" + id);
            assertThat(portal.page().locator(Portal.id("broadcast:pauseAfter"))).hasValue("9");
        }
    }

    @Test
    void aTemplateOpensAndIsSavedWithoutATargetThatWasDeleted() {
        rows.update("insert into broadcast_template (company_id, name, status, audience) select company_id,"
                + " 'Left behind', 'ACTIVE', jsonb_build_object('targets', '[999999999]'::jsonb, 'phones', jsonb_build_array('"
                + PHONE + "'), 'exclusions', '{\"tags\": [999999999]}'::jsonb) from app_user where login = 'marketer'");
        long id = rows.number("select max(id) from broadcast_template where name = 'Left behind'");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            portal.open("/broadcast/template.xhtml?id=" + id);
            assertThat(portal.page().locator(".notice-part-deleted")).isVisible();
            assertThat(portal.page().locator(".notice-exclusion-deleted")).isVisible();
            portal.page().click("#save");
            portal.awaitPage("**/templates.xhtml*");
            assertThat(rows.text("select audience::text from broadcast_template where id = ?", id))
                    .doesNotContain("999999999")
                    .contains(PHONE);
        }
    }

    /** The newest broadcast of that name, as the table shows it. */
    private static void awaitBroadcast(Portal portal, String name, String launch, long template) {
        Eventually.get(
                LIMIT,
                "a broadcast launched as " + launch,
                () -> {
                    portal.open("/broadcast/broadcasts.xhtml");
                    Locator row = portal.row(name);
                    return List.of("launch", "template").stream()
                            .map(column -> cell(row, column).textContent().trim())
                            .toList();
                },
                List.of(launch, Long.toString(template))::equals);
    }

    private static void shows(Locator row, String column, String text) {
        assertThat(cell(row, column)).hasText(text);
    }

    private static Locator cell(Locator row, String column) {
        return row.locator(".cell-key-" + column);
    }
}
