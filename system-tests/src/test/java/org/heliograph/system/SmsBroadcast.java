package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** A broadcast of one SMS to many, from the file to the comparison of both sides' books. */
final class SmsBroadcast {

    private static final Duration COMPLETION = Duration.ofMinutes(8);
    /** Numbers of a broadcast start so; national digits. */
    private static final String PREFIX = "21260";

    /** Those of one that only warms the product up. */
    static final String WARM_UP = "21261";

    private final Product product;
    private final CarrierSide carrier;
    private final Rows rows;
    private final String name;
    private final String tag;
    private final int recipients;
    private String prefix = PREFIX;
    private String sender = "Heliograph";
    private Consumer<Portal> signIn;

    SmsBroadcast(Product product, Rows rows, String name, int recipients) {
        this(product, rows, name, recipients, name);
    }

    /** @param tag of contacts that may be there already */
    SmsBroadcast(Product product, Rows rows, String name, int recipients, String tag) {
        this.product = product;
        this.carrier = new CarrierSide(product);
        this.rows = rows;
        this.name = name;
        this.tag = tag;
        this.recipients = recipients;
        this.signIn = portal -> portal.enterAs("admin");
    }

    /** Of another company than the demo's. */
    SmsBroadcast of(Consumer<Portal> user, String senderId) {
        signIn = user;
        sender = senderId;
        return this;
    }

    SmsBroadcast to(String numbers) {
        prefix = numbers;
        return this;
    }

    /** Imports the contacts. */
    SmsBroadcast prepare() {
        Path file = ContactFile.write(prefix, recipients);
        try (Portal portal = signIn()) {
            Map<String, Long> imported =
                    portal.importContacts(file, tag, Map.of("phone1", "Phone number"), "Not import");
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
        try (Portal portal = compose()) {
            portal.launch();
        }
        return this;
    }

    /** Launches at a time at which no browser shares the machine. */
    SmsBroadcast schedule() {
        try (Portal portal = compose()) {
            portal.scheduleTomorrow();
            portal.launch();
        }
        assertThat(rows.update(
                        "update broadcast set scheduled_for = now() + interval '5 seconds' where name = ?", name))
                .isEqualTo(1);
        return this;
    }

    /** The page where it only remains to press the button. */
    Portal compose() {
        Portal portal = signIn();
        portal.newBroadcast(name, tag);
        portal.addSms(sender, "A text for {{attribute.phoneNumber}}", 2);
        return portal;
    }

    private Portal signIn() {
        Portal portal = Portal.atLogin(product, "en-US");
        signIn.accept(portal);
        return portal;
    }

    /** Waits until the carrier has so many. */
    SmsBroadcast awaitReceived(long messages) {
        Eventually.get(COMPLETION, messages + " messages at the carrier", this::received, count -> count >= messages);
        return this;
    }

    long received() {
        return carrier.summary("sms").path("messages").asLong();
    }

    /** Waits until all recipients have their end; tells how many seconds that took from the launch, to a fifth of one. */
    double awaitCounted() {
        String took = "select (1000 * extract(epoch from clock_timestamp() - b.launched_at))::bigint from broadcast b"
                + " where b.name = ? and b.recipients <= (select sum(n.change) from broadcast_count n"
                + " where n.broadcast_id = b.id and n.step = 0 and n.state in ('SUCCESSFUL', 'UNSUCCESSFUL'))";
        long millis = Eventually.get(
                COMPLETION, "all recipients to be counted", () -> rows.number(took, name), found -> found > 0);
        return millis / 1e3;
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
        long id = rows.number("select id from broadcast where name = ?", name);
        BroadcastAudit.Result result = BroadcastAudit.of(rows, carrier, id, "+1" + prefix);
        assertThat(result.findings()).isEmpty();
        assertThat(result.messages()).as("one message a recipient").isEqualTo(recipients);
        return "recipients " + recipients + ", with two SMS " + result.marked() + ", marked as repeated "
                + result.repeated();
    }
}
