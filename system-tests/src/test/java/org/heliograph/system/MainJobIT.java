package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The main job: contacts in by a file, a broadcast that tries RCS and falls back to SMS, every message accounted for on
 * both sides, and the EDRs out.
 */
@Tag("main-job")
class MainJobIT {

    static final Map<String, String> MAPPING = Map.of("phone1", "Phone number");
    private static final Duration COMPLETION = Duration.ofMinutes(5);

    private final Installation product = installation();
    private final CarrierSide carrier = new CarrierSide(product);

    /** Where the test runs; a packaging that runs the same test names its own. */
    Installation installation() {
        return Product.shared();
    }

    @Test
    void aFileBecomesContactsAndABroadcastReachesThemOverTwoChannels() throws IOException {
        Path file = ContactFile.write("2125570", 499, "222-402-9216", "511-955-3016");
        carrier.behave(
                """
                {"rcs": {"delayMinMs": 100, "delayMaxMs": 500, "reachablePercent": 70, "lostReportPercent": 10,
                         "displayedPercent": 0},
                 "sms": {"delayMinMs": 100, "delayMaxMs": 500, "undeliveredPercent": 5}}
                """);
        try (Portal portal = Portal.signIn(product, "admin")) {
            Map<String, Long> imported = portal.importContacts(file, "main-job", MAPPING, "Not import");
            assertThat(imported).containsEntry("created", 499L).containsEntry("rejected", 2L);
            String rejections = Files.readString(portal.download("import:download"));
            assertThat(rejections).contains("222-402-9216", "511-955-3016");

            portal.newBroadcast("Main job", "main-job");
            portal.addRcsCard("Lakeside Bank", "Hello", "A card for {{attribute.phoneNumber}}", 1);
            portal.addSms("Heliograph", "A text for {{attribute.phoneNumber}}", 1);
            portal.launch();
            Eventually.get(
                    COMPLETION,
                    "the broadcast to be complete",
                    () -> portal.broadcastStatus("Main job"),
                    "Complete"::equals);
            compareLedgers(portal);
        } finally {
            carrier.reset();
        }
    }

    /** Both sides must agree: who got what over which channel, and that nobody got two SMS. */
    private void compareLedgers(Portal portal) {
        List<JsonNode> sms = carrier.received("sms", "+12125570");
        List<JsonNode> rcs = carrier.received("rcs", "+12125570");
        Set<String> withSms = recipients(sms);
        assertThat(sms).as("SMS, one each").hasSameSizeAs(withSms);
        Set<String> reached = rcs.stream()
                .filter(entry -> entry.get("status").asText().equals("DELIVERED"))
                .map(entry -> entry.get("recipient").asText())
                .collect(Collectors.toSet());
        Set<String> everybody = new HashSet<>(withSms);
        everybody.addAll(reached);
        assertThat(everybody).hasSize(499);
        assertThat(withSms).as("no SMS to those RCS has reached").doesNotContainAnyElementsOf(reached);

        long delivered = sms.stream()
                .filter(entry -> entry.get("status").asText().equals("DELIVERED"))
                .count();
        portal.row("Main job").locator(".ui-row-toggler").click();
        portal.page().waitForSelector(".statistics");
        assertThat(figure(portal, ".figures div:first-child dd")).isEqualTo(499);
        assertThat(figure(portal, ".figure-good dd")).isEqualTo(reached.size() + delivered);
        assertThat(figure(portal, ".figure-bad dd")).isEqualTo(499 - reached.size() - delivered);
        assertThat(stepFigures(portal, 1).get(1)).as("RCS sent").isEqualTo(rcs.size());
        assertThat(stepFigures(portal, 2).get(1)).as("SMS sent").isEqualTo(sms.size());
        assertThat(stepFigures(portal, 2).get(2)).as("SMS delivered").isEqualTo(delivered);
    }

    private static Set<String> recipients(List<JsonNode> entries) {
        return entries.stream().map(entry -> entry.get("recipient").asText()).collect(Collectors.toSet());
    }

    private static long figure(Portal portal, String selector) {
        return Portal.number(
                portal.page().locator(".statistics " + selector).first().textContent());
    }

    /** The cells of a step's row after the first: channel (0), sent, delivered, displayed, failed. */
    private static List<Long> stepFigures(Portal portal, int step) {
        return portal.page().locator(".figures-table tbody tr").nth(step - 1).locator("td").allTextContents().stream()
                .map(text -> text.matches(".*\\d.*") ? Portal.number(text) : 0L)
                .skip(1)
                .toList();
    }
}
