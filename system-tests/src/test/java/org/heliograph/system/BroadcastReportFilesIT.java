package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a report hands out as files is what stands on its pages, and no spreadsheet runs any of it. */
class BroadcastReportFilesIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final List<String> PHONES = List.of("+12125580921", "+12125580922", "+12125580923");
    private static final List<String> NAMES = List.of("=1+1", "@SUM(A1:A9)", "Plain");

    private final Product product = Product.shared();
    private final CarrierSide carrier = new CarrierSide(product);
    private final Rows rows = Rows.of(product);

    @AfterEach
    void calm() {
        carrier.reset();
    }

    @Test
    void listsAndTheTimelineAreHandedOutAsFiles() throws IOException {
        carrier.behave("{\"sms\": {\"delayMinMs\": 50, \"delayMaxMs\": 100}}");
        IntStream.range(0, PHONES.size()).forEach(i -> addContact(PHONES.get(i), NAMES.get(i)));
        try (Portal portal = Portal.signIn(product, "admin")) {
            Page page = portal.page();
            portal.open("/broadcast/edit.xhtml");
            portal.fillIn("Handed out", String.join(", ", PHONES));
            portal.addSms("Heliograph", "A text", 1);
            portal.launch();
            long id = Eventually.get(
                    LIMIT,
                    "the broadcast to be complete",
                    () -> rows.number(
                            "select max(id) from broadcast where name = 'Handed out' and status = 'COMPLETE'"),
                    found -> found > 0);

            portal.open("/broadcast/report.xhtml?id=" + id);
            portal.settle();
            List<List<String>> timeline = csv(portal.download("report:timelineCsv"));
            assertThat(timeline.get(0)).containsExactly("Time", "Sent", "Delivered", "Displayed", "Failed");
            assertThat(timeline)
                    .hasSize(1 + page.locator(".report-timeline tbody tr").count());
            assertThat(timeline.stream()
                            .skip(1)
                            .mapToLong(row -> Long.parseLong(row.get(2)))
                            .sum())
                    .as("delivered")
                    .isEqualTo(PHONES.size());

            page.click(".figure-ALL");
            portal.awaitPage("**/recipients.xhtml*");
            portal.settle();
            assertThat(page.locator(".data-grid tbody .cell-key-contactName")).hasText(NAMES.toArray(String[]::new));
            List<String> columns = columns(page);
            assertThat(columns).startsWith("Phone number", "Contact");

            List<List<String>> csv = csv(export(portal, "Csv"));
            assertThat(csv.get(0)).isEqualTo(columns);
            assertThat(people(csv))
                    .containsExactly(
                            List.of(PHONES.get(0), "'=1+1"),
                            List.of(PHONES.get(1), "'@SUM(A1:A9)"),
                            List.of(PHONES.get(2), "Plain"));

            Spreadsheet sheet = Spreadsheet.read(export(portal, "Xlsx"));
            assertThat(sheet.rows().get(0)).isEqualTo(columns);
            assertThat(people(sheet.rows()))
                    .containsExactly(
                            List.of(PHONES.get(0), "=1+1"),
                            List.of(PHONES.get(1), "@SUM(A1:A9)"),
                            List.of(PHONES.get(2), "Plain"));
            assertThat(sheet.formulas()).as("typed as texts").isZero();
        }
    }

    private void addContact(String phone, String name) {
        rows.update(
                "insert into contact (company_id, phone, attributes) select company_id, ?,"
                        + " jsonb_build_object('firstName', ?::text) from app_user where login = 'admin'",
                phone,
                name);
    }

    /** Number and name, the first columns. */
    private static List<List<String>> people(List<List<String>> table) {
        return table.stream().skip(1).map(row -> row.subList(0, 2)).toList();
    }

    private static List<String> columns(Page page) {
        return page.locator(".data-grid thead .sort-label").allInnerTexts();
    }

    private static Path export(Portal portal, String format) {
        portal.page().click(Portal.id("recipients:export"));
        Locator entry = portal.page().locator(Portal.id("recipients:export" + format));
        assertThat(entry).isVisible();
        return portal.download("recipients:export" + format);
    }

    /** None of the values holds what would have to be quoted. */
    private static List<List<String>> csv(Path file) throws IOException {
        String text = Files.readString(file);
        assertThat(text).startsWith(BYTE_ORDER_MARK).doesNotContain("\"");
        return text.substring(1)
                .lines()
                .map(line -> Stream.of(line.split(",", -1)).toList())
                .toList();
    }
}
