package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.List;
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
            portal.newTemplate("Good morning", PHONE);
            portal.addSms("Heliograph", "Good morning", 1);
            portal.choose("broadcast:scheduleRepeat", "Every day");
            assertThat(portal.page().locator(".upcoming li").count()).isEqualTo(5);
            portal.page().click("#save");
            portal.page().waitForURL("**/templates.xhtml*");

            long id = rows.number("select max(id) from broadcast_template where name = 'Good morning'");
            String fullName = "Good morning." + id;
            Locator template = portal.broadcastRow(fullName);
            assertThat(cells(template, "type", "launches", "schedule", "scheduleStatus"))
                    .containsExactly("Fallback", "0", "Yes", "Active");
            assertThat(cells(template, "nextLaunch").get(0)).matches("\\d\\d\\.\\d\\d\\.\\d{4} 09:00:00");

            portal.act(template, "row-pause");
            assertThat(cells(template, "scheduleStatus", "nextLaunch")).containsExactly("Paused", "");
            portal.act(template, "row-resume");
            assertThat(cells(template, "scheduleStatus")).containsExactly("Active");

            portal.act(template, "row-copy");
            long copy = rows.number("select max(id) from broadcast_template where name = 'Good morning (1)'");
            assertThat(cells(portal.broadcastRow("Good morning (1)." + copy), "scheduleStatus"))
                    .containsExactly("Paused");

            portal.act(template, "row-launch");
            assertThat(cells(template, "launches")).containsExactly("1");
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
        }
    }

    /** The newest broadcast of that name, as the table shows it. */
    private static void awaitBroadcast(Portal portal, String name, String launch, long template) {
        Eventually.get(
                LIMIT,
                "a broadcast launched as " + launch,
                () -> {
                    portal.open("/broadcast/broadcasts.xhtml");
                    return cells(portal.broadcastRow(name), "launch", "template");
                },
                List.of(launch, Long.toString(template))::equals);
    }

    private static List<String> cells(Locator row, String... columns) {
        return List.of(columns).stream()
                .map(column -> row.locator(".cell-key-" + column).textContent().trim())
                .toList();
    }
}
