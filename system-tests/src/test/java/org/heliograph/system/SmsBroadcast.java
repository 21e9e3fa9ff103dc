package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A broadcast of one SMS to many, from the file to the comparison of both sides' books. */
final class SmsBroadcast {

    private static final Duration COMPLETION = Duration.ofMinutes(8);
    /** Numbers of a broadcast start so; national digits. */
    private static final String PREFIX = "21260";

    private final Product product;
    private final CarrierSide carrier;
    private final Rows rows;
    private final String name;
    private final int recipients;

    SmsBroadcast(Product product, Rows rows, String name, int recipients) {
        this.product = product;
        this.carrier = new CarrierSide(product);
        this.rows = rows;
        this.name = name;
        this.recipients = recipients;
    }

    /** Imports the contacts. */
    SmsBroadcast prepare() {
        Path file = ContactFile.write(PREFIX, recipients);
        try (Portal portal = Portal.signIn(product, "admin")) {
            Map<String, Long> imported =
                    portal.importContacts(file, name, Map.of("phone1", "Phone number"), "Not import");
            assertThat(imported).containsEntry("created", (long) recipients);
        }
        return this;
    }

    /** Makes the carrier slow enough for something to happen in the middle of the broadcast. */
    SmsBroadcast slowDown() {
        carrier.behave("{\"sms\": {\"throttlePerSecond\": 1500, \"delayMinMs\": 100, \"delayMaxMs\": 500}}");
        return this;
    }

    SmsBroadcast launch() {
        try (Portal portal = Portal.signIn(product, "admin")) {
            portal.newBroadcast(name, name);
            portal.addSms("Heliograph", "A text for {{attribute.phoneNumber}}", 2);
            portal.launch();
        }
        return this;
    }

    /** Waits until the carrier has so many. */
    SmsBroadcast awaitReceived(long messages) {
        Eventually.get(COMPLETION, messages + " messages at the carrier", this::received, count -> count >= messages);
        return this;
    }

    long received() {
        return carrier.summary("sms").path("messages").asLong();
    }

    SmsBroadcast awaitCompletion() {
        Eventually.get(
                COMPLETION,
                "the broadcast to be complete",
                () -> rows.text("select status from broadcast where name = ?", name),
                "COMPLETE"::equals);
        return this;
    }

    /** Compares the carrier's ledger, the rows and the counters; tells how many were repeated. */
    String audit() {
        Map<String, Integer> taken = new HashMap<>();
        for (JsonNode entry : carrier.received("sms", "+1" + PREFIX)) {
            taken.merge(
                    entry.get("recipient").asText(),
                    1 + entry.path("duplicates").asInt(),
                    Integer::sum);
        }
        assertThat(taken).as("everybody got an SMS").hasSize(recipients);
        Set<String> twice = taken.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Set<String> marked = rows.set(
                "select address from message m join broadcast b on b.id = m.broadcast_id where b.name = ? and repeated",
                name);
        assertThat(marked).as("who got two has a message marked as repeated").containsAll(twice);
        checkCounters();
        return "recipients " + recipients + ", with two SMS " + twice.size() + ", marked as repeated " + marked.size();
    }

    private void checkCounters() {
        long id = rows.number("select id from broadcast where name = ?", name);
        Map<String, Long> recipientRows =
                rows.counts("select state, count(*) from recipient where broadcast_id = ? group by state", id);
        assertThat(recipientRows.keySet()).as("all have ended").isSubsetOf(List.of("SUCCESSFUL", "UNSUCCESSFUL"));
        assertThat(recipientRows.values().stream().mapToLong(n -> n).sum()).isEqualTo(recipients);
        assertThat(rows.counts(
                        "select state, sum(change) from broadcast_count where broadcast_id = ? and step = 0"
                                + " and state <> 'INITIATED' group by state",
                        id))
                .as("counters of recipients")
                .isEqualTo(recipientRows);
        assertThat(rows.counts(
                        "select state, sum(change) from broadcast_count where broadcast_id = ? and step = 1"
                                + " and state <> 'HANDED_OVER' group by state",
                        id))
                .as("counters of messages")
                .isEqualTo(
                        rows.counts("select state, count(*) from message where broadcast_id = ? group by state", id));
        assertThat(rows.number("select count(*) from message where broadcast_id = ?", id))
                .as("one message a recipient")
                .isEqualTo(recipients);
        assertThat(rows.number("select count(*) from chunk where broadcast_id = ?", id))
                .as("nothing left to do")
                .isZero();
    }
}
