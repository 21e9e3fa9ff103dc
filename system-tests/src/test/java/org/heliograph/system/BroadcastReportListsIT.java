package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.LocatorOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Behind each number of a report is a list of as many; and what went wrong is explained in words of its channel. */
class BroadcastReportListsIT {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String NUMBER = "+121255840%02d";
    private static final int RECIPIENTS = 12;
    private static final Pattern LIST = Pattern.compile("list=(\\w+)");

    /** By the ends of numbers: RCS has only these, the other channels reach everybody else. */
    private static final String BEHAVIOUR =
            """
            {"rcs": {"delayMinMs": 50, "delayMaxMs": 100, "reachablePercent": 0, "displayDelayMs": 50, "displayedPercent": 0,
                     "rules": [{"number": "4001$", "outcome": "DELIVERED"}, {"number": "4002$", "outcome": "DISPLAYED"},
                               {"number": "4003$", "outcome": "LOST_REPORT"}, {"number": "4004$", "outcome": "EXPIRED"},
                               {"number": "4005$", "outcome": "REFUSED"}]},
             "sms": {"delayMinMs": 50, "delayMaxMs": 100,
                     "rules": [{"number": "4007$", "outcome": "UNDELIVERED"}, {"number": "4008$", "outcome": "EXPIRED"},
                               {"number": "4009$", "outcome": "REFUSED", "code": "ESME_RINVDSTADR"},
                               {"number": "4010$", "outcome": "REFUSED", "code": "ESME_RSUBMITFAIL"},
                               {"number": "4011$", "outcome": "LOST_REPORT"}]},
             "email": {"delayMinMs": 50, "delayMaxMs": 100,
                       "rules": [{"number": "^listed08@", "outcome": "UNDELIVERED"},
                                 {"number": "^listed09@", "outcome": "REFUSED"}]}}
            """;

    private final Product product = Product.shared();
    private final CarrierSide carrier = new CarrierSide(product);
    private final Rows rows = Rows.of(product);

    @AfterEach
    void calm() {
        carrier.reset();
    }

    @Test
    void eachNumberLeadsToAListOfAsMany() {
        carrier.behave(BEHAVIOUR);
        IntStream.rangeClosed(1, 14).forEach(this::addContact);
        optOut(6, "RCS");
        optOut(12, "RCS", "SMS");
        optOut(13, "RCS", "SMS", "EMAIL");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            launch(portal);
            long id = awaitAllBut("4011");
            Map<String, Long> running = compare(portal, id);
            assertThat(running)
                    .containsOnlyKeys(
                            "ALL",
                            "INITIATED",
                            "NOT_INITIATED",
                            "SUCCESSFUL",
                            "UNSUCCESSFUL",
                            "OPEN",
                            "CHOSEN",
                            "OPTED_OUT",
                            "EXCLUDED",
                            "SKIPPED",
                            "HANDED_OVER",
                            "DELIVERED",
                            "DISPLAYED",
                            "UNOPENED",
                            "UNREPORTED",
                            "REFUSED",
                            "EXPIRED",
                            "ERROR")
                    .containsEntry("CHOSEN", 14L)
                    .containsEntry("ALL", (long) RECIPIENTS)
                    .containsEntry("NOT_INITIATED", 3L)
                    .containsEntry("OPEN", 1L);
            explains(portal, id);

            openReport(portal, id);
            portal.settle();
            portal.page().click(Portal.id("report:abort"));
            portal.confirm();
            assertThat(portal.page().locator(".figure-ABORTED")).hasText("1");
            assertThat(compare(portal, id)).containsEntry("ABORTED", 1L).doesNotContainKey("OPEN");
        }
    }

    private void addContact(int no) {
        String attributes = no >= 7 && no <= 9 ? "{\"email\": \"listed%02d@example.com\"}".formatted(no) : "{}";
        rows.update(
                "insert into contact (company_id, phone, attributes) select company_id, ?, ?::jsonb from app_user"
                        + " where login = 'marketer'",
                NUMBER.formatted(no),
                attributes);
    }

    private void optOut(int no, String... channels) {
        for (String channel : channels) {
            rows.update(
                    "insert into opt_out (company_id, contact_id, channel) select company_id, id, ? from contact"
                            + " where phone = ?",
                    channel,
                    NUMBER.formatted(no));
        }
    }

    private static void launch(Portal portal) {
        portal.open("/broadcast/edit.xhtml");
        portal.fillIn(
                "Listed",
                IntStream.rangeClosed(1, 14).mapToObj(NUMBER::formatted).collect(Collectors.joining(", ")));
        portal.page().fill(Portal.id("broadcast:excludedTyped"), NUMBER.formatted(14));
        portal.page().click(Portal.id("broadcast:addExcluded"));
        portal.settle();
        portal.addRcsCard("Lakeside Bank", "Hello", "A card", 1);
        portal.addSms("Heliograph", "A text", 60);
        portal.addEmail("hello@heliograph.example", "Hello", "<p>An e-mail</p>");
        portal.launch();
    }

    /** Waits until only one number has no result, which a lost report leaves open; returns the broadcast's id. */
    private long awaitAllBut(String ending) {
        return Eventually.get(
                LIMIT,
                "all but one to have a result",
                () -> rows.number(
                        "select b.id from broadcast b join recipient r on r.broadcast_id = b.id where b.name = 'Listed'"
                                + " and b.recipients = ? and r.state in ('PENDING', 'WAITING') group by b.id"
                                + " having count(*) = 1 and min(r.phone) like '%' || ?",
                        RECIPIENTS, ending),
                found -> found > 0);
    }

    /** Opens the list behind each number; tells the numbers by the lists' names, the sum of those of a name. */
    private static Map<String, Long> compare(Portal portal, long id) {
        openReport(portal, id);
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (Locator link : portal.page().locator(".figure-link").all()) {
            numbers.put(link.getAttribute("href"), Portal.number(link.textContent()));
        }
        assertThat(portal.page()
                        .locator(".figures dd:not(:has(.figure-link)), .report-steps td.number:not(:has(.figure-link))")
                        .allInnerTexts())
                .as("numbers that lead nowhere")
                .allMatch(text -> text.startsWith("0"));

        Map<String, Long> lists = new LinkedHashMap<>();
        numbers.keySet().forEach(address -> lists.put(address, rowsOf(portal, address)));
        assertThat(lists).isEqualTo(numbers);
        return numbers.entrySet().stream()
                .collect(Collectors.groupingBy(
                        number -> name(number.getKey()), Collectors.summingLong(Map.Entry::getValue)));
    }

    private static void openReport(Portal portal, long id) {
        portal.open("/broadcast/report.xhtml?id=" + id);
        assertThat(portal.page().locator(".report-errors")).isVisible();
    }

    private static long rowsOf(Portal portal, String address) {
        portal.open(address);
        portal.settle();
        long listed = portal.page().locator(".data-grid tbody tr[data-ri]").count();
        assertThat(portal.page().locator(".page-count")).hasText(Long.toString(listed));
        return listed;
    }

    private static String name(String address) {
        Matcher list = LIST.matcher(address);
        assertThat(list.find()).as(address).isTrue();
        return list.group(1);
    }

    /** What became of an e-mail, in the report, in the list behind it, and in its record. */
    private static void explains(Portal portal, long id) {
        Page page = portal.page();
        String why = "The mail server does not accept the address";
        openReport(portal, id);
        Locator error = page.locator(".report-errors tbody tr", new LocatorOptions().setHasText(why));
        assertThat(error).containsText("3 · Email");
        assertThat(page.locator(".report-reasons")).containsText(why);
        assertThat(page.locator(".report-errors")).containsText("The recipient has no RCS");
        error.locator(".figure-link").click();
        portal.awaitPage("**/recipients.xhtml*");
        assertThat(page.locator(".list-explanation")).containsText(why);

        portal.open("/message/edrs.xhtml");
        Locator record =
                page.locator(".data-grid tbody tr[data-ri]", new LocatorOptions().setHasText("listed09@example.com"));
        portal.act(record, "show-constructor");
        assertThat(page.locator(".message-cause")).containsText("Invalid recipient. " + why);
    }
}
