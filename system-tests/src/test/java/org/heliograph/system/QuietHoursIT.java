package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A broadcast to people in five time zones, with quiet hours of the company and narrower ones of its own: the carrier's
 * ledger holds nothing for anybody outside of them. The product is stopped and started at another time of the day, twice.
 */
@Tag("compliance")
@Tag("heavy")
class QuietHoursIT {

    private static final int EACH = Integer.getInteger("compliance.recipients", 100_000) / 5;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String NAME = "Quiet hours";
    private static final LocalTime OPENS = LocalTime.of(10, 0);
    private static final LocalTime CLOSES = LocalTime.of(19, 0);
    /** By the beginning of their numbers, which five digits complete. */
    private static final Map<String, ZoneId> ZONES = Map.of(
            "+121255", ZoneId.of("America/New_York"),
            "+121355", ZoneId.of("America/Los_Angeles"),
            "+485123", ZoneId.of("Europe/Warsaw"),
            "+813321", ZoneId.of("Asia/Tokyo"),
            "+642112", ZoneId.of("Pacific/Auckland"));

    private static Carrier carrier;
    private static Path data;

    private final Set<String> reached = new TreeSet<>();
    /** The numbers of all runs. */
    private final List<Long> checked = new ArrayList<>();
    /** Where the ledger ended after the earlier runs. */
    private long last;

    @BeforeAll
    static void start() {
        carrier = Carrier.start();
        data = Product.newDirectory("compliance");
    }

    @AfterAll
    static void stop() {
        carrier.close();
    }

    @Test
    void nobodyIsReachedOutsideOfTheirHours() {
        ZonedDateTime day = ZonedDateTime.now(ZoneOffset.UTC).plusDays(1);
        during(day.with(LocalTime.of(15, 30)), product -> {
            prepare(Rows.of(product));
            launch(product);
        });
        assertThat(reached).containsExactlyInAnyOrder("+121255", "+485123");
        during(day.with(LocalTime.of(18, 30)), product -> {});
        assertThat(reached).containsExactlyInAnyOrder("+121255", "+485123", "+121355");
        during(day.plusDays(1).with(LocalTime.of(1, 30)), product -> {});
        assertThat(reached).isEqualTo(ZONES.keySet());
        assertThat(checked).hasSize(5 * EACH).doesNotHaveDuplicates();
    }

    private interface Work {
        void with(Product product);
    }

    /** Runs the product as if it were that time, until all who may be reached then are, and checks the ledger. */
    private void during(ZonedDateTime time, Work work) {
        Duration offset = Duration.between(Instant.now(), time.toInstant());
        Map<String, String> properties = carrier.properties();
        properties.put("heliograph.app.clock.offset", offset.toString());
        try (Product product = Product.create(data, properties).start()) {
            work.with(product);
            Rows rows = Rows.of(product);
            Set<String> open = new TreeSet<>(reached);
            ZONES.forEach((prefix, zone) -> {
                if (isOpen(time.withZoneSameInstant(zone))) {
                    open.add(prefix);
                }
            });
            Eventually.get(
                    LIMIT,
                    "all of " + open + " to have their message",
                    () -> rows.number(
                            "select count(*) from recipient r join broadcast b on b.id = r.broadcast_id"
                                    + " where b.name = ? and r.state = 'SUCCESSFUL'",
                            NAME),
                    done -> done >= (long) open.size() * EACH);
            Eventually.isTrue(LIMIT, "the others to wait", () -> waiting(rows) == (long) (5 - open.size()) * EACH);
            check(new CarrierSide(product), offset);
        }
    }

    private static boolean isOpen(ZonedDateTime local) {
        return !local.toLocalTime().isBefore(OPENS) && local.toLocalTime().isBefore(CLOSES);
    }

    /** Recipients in chunks that nobody takes before their hours. */
    private static long waiting(Rows rows) {
        return rows.number(
                "select coalesce(sum(cardinality(c.recipients)), 0) from chunk c"
                        + " join broadcast b on b.id = c.broadcast_id where b.name = ? and c.state = 'QUEUED'",
                NAME);
    }

    /** Each message that the carrier has got in this run came within the hours of its recipient, be it one that came before. */
    private void check(CarrierSide ledger, Duration offset) {
        for (JsonNode entry : ledger.received("sms", "+", last)) {
            String recipient = entry.get("recipient").asText();
            String prefix = recipient.substring(0, 7);
            Instant moment = OffsetDateTime.parse(entry.get("receivedAt").asText())
                    .toInstant()
                    .plus(offset);
            ZonedDateTime local = moment.atZone(ZONES.get(prefix));
            assertThat(isOpen(local)).as("%s at %s", recipient, local).isTrue();
            reached.add(prefix);
            checked.add(Long.parseLong(recipient.substring(1)));
            last = entry.get("seq").asLong();
        }
    }

    private static void prepare(Rows rows) {
        String company = "(select company_id from app_user where login = 'marketer')";
        rows.update("insert into tag (company_id, name) values (" + company + ", 'quiet')");
        ZONES.keySet()
                .forEach(prefix -> rows.update("with made as (insert into contact (company_id, phone) select "
                        + company + ", '" + prefix + "' || lpad(no::text, 5, '0') from generate_series(0, " + (EACH - 1)
                        + ") no returning id, company_id) insert into contact_tag (contact_id, tag_id, company_id)"
                        + " select m.id, t.id, m.company_id from made m join tag t on t.name = 'quiet'"));
        rows.update("insert into send_window (company_id, open_from, open_till, days, channels) values (" + company
                + ", '08:00', '21:00', '{MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY}', '{SMS}')");
    }

    private static void launch(Product product) {
        try (Portal portal = Portal.signIn(product, "marketer")) {
            portal.newBroadcast(NAME, "quiet");
            portal.addSms("Heliograph", "Within your hours", 10);
            portal.limitHours(OPENS.toString(), CLOSES.toString());
            portal.launch();
        }
    }
}
