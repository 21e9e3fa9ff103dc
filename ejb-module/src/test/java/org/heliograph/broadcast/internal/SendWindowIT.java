package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.heliograph.broadcast.SaveBroadcast;
import org.heliograph.broadcast.internal.ChunkClaims.Work;
import org.heliograph.broadcast.internal.ChunkOrder.Next;
import org.heliograph.channel.Channel;
import org.heliograph.channel.SenderService;
import org.heliograph.message.Drafts;
import org.heliograph.message.Drafts.Draft;
import org.heliograph.message.FirstResults;
import org.heliograph.message.FrequencyCaps;
import org.heliograph.message.MessageBeans;
import org.heliograph.message.MessagesChanged;
import org.heliograph.message.SendWindows;
import org.heliograph.message.internal.MessageClaims;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody is claimed for sending outside the company's window on their own clock, and nobody is forgotten or doubled. */
class SendWindowIT {

    private static final int RECIPIENTS = Integer.getInteger("heliograph.test.recipients", 5_000);
    private static final int SLICE = 250;
    private static final Map<String, String> ZONES = Map.of(
            "+1212558", "America/New_York",
            "+1213558", "America/Los_Angeles",
            "+4851234", "Europe/Warsaw",
            "+8133210", "Asia/Tokyo",
            "+6421123", "Pacific/Auckland");

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-07T22:30:00Z"));
    private final Caller caller = database.newCompany();
    private RecipientZones zones;
    private Chunks chunks;
    private ChunkClaims claims;
    private FirstResults results;
    private MessageClaims retries;
    private long broadcast;

    @BeforeEach
    void launch() {
        SendWindows windows = TestDatabase.wire(new SendWindows(), jdbi);
        zones = TestDatabase.wire(new RecipientZones(), jdbi, windows);
        chunks = TestDatabase.wire(new Chunks(), jdbi, clock);
        claims = TestDatabase.wire(
                new ChunkClaims(),
                chunks,
                TestDatabase.wire(new ChunkOrder(), jdbi, clock),
                TestDatabase.wire(new Paces(), jdbi, clock),
                TestDatabase.wire(new BroadcastRepository(), jdbi, clock),
                TestDatabase.wire(new SenderService(), jdbi),
                TestDatabase.wire(
                        new Recipients(),
                        jdbi,
                        clock,
                        TestDatabase.wire(new DueRecipients(), clock),
                        zones,
                        TestDatabase.wire(new FrequencyCaps(), jdbi)),
                TestDatabase.wire(new RecipientProgress(), jdbi, clock));
        results = MessageBeans.firstResults(jdbi, clock, new FiredEvents<MessagesChanged>());
        retries = TestDatabase.wire(new MessageClaims(), jdbi, clock, windows);
        BroadcastBeans beans = new BroadcastBeans(clock);
        broadcast = database.call(caller, () -> insert(beans.newBroadcast("Zones"), beans));
        database.run(caller, () -> zones.freeze(beans.broadcasts.get(broadcast)));
    }

    private long insert(SaveBroadcast command, BroadcastBeans beans) {
        long id = beans.broadcasts.save(command);
        jdbi.useHandle(handle -> {
            handle.execute(
                    "insert into send_window values (?, '09:00', '20:00',"
                            + " '{MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY}', '{SMS}')",
                    caller.company());
            handle.execute("update broadcast set status = 'IN_PROGRESS', recipients = ? where id = ?", RECIPIENTS, id);
            handle.createUpdate("with known as (insert into contact (company_id, phone)"
                            + " select :company, (:prefixes)[1 + no % 5] || lpad((no / 5)::text, 4, '0')"
                            + " from generate_series(0, :last) no"
                            + " on conflict do nothing returning id, phone)"
                            + " insert into recipient (broadcast_id, no, company_id, contact_id, phone)"
                            + " select :broadcast, row_number() over (order by id), :company, id, phone from known")
                    .bind("company", caller.company())
                    .bind("prefixes", ZONES.keySet().toArray(String[]::new))
                    .bind("last", RECIPIENTS - 1)
                    .bind("broadcast", id)
                    .execute();
        });
        chunks.createFirst(id, Channel.SMS, RECIPIENTS);
        return id;
    }

    @Test
    void everybodyIsReachedOnceAndWithinTheWindow() {
        assertThat(count("recipient_zones")).isEqualTo((RECIPIENTS + 499) / 500);
        workOnADayAndAQuarter();
        assertAllWithin(9, 19);
    }

    @Test
    void theBroadcastsOwnHoursNarrowTheCompanys() {
        own("18:00", "22:00");
        workOnADayAndAQuarter();
        assertAllWithin(18, 19);
    }

    @Test
    void hoursSetAfterTheLaunchHoldForRecipientsWithoutAKnownZone() {
        database.run(
                caller,
                () -> jdbi.useHandle(
                        handle -> handle.execute("delete from recipient_zones where broadcast_id = ?", broadcast)));
        own("22:00", "10:00");
        workOnADayAndAQuarter();
        assertAllWithin(9, 9);
    }

    private void own(String from, String till) {
        String rules = "{\"hours\": {\"from\": \"" + from + "\", \"till\": \"" + till
                + "\", \"days\": [\"SATURDAY\", \"SUNDAY\", \"MONDAY\", \"TUESDAY\"]}}";
        database.run(
                caller,
                () -> jdbi.useHandle(handle ->
                        handle.execute("update broadcast set rules = ?::jsonb where id = ?", rules, broadcast)));
    }

    private void workOnADayAndAQuarter() {
        for (int quarter = 0; quarter < 4 * 30; quarter++) {
            clock.move(Duration.ofMinutes(15));
            workOnAllThatIsDue();
        }
    }

    private void assertAllWithin(int firstHour, int lastHour) {
        Map<String, Integer> hours = new TreeMap<>();
        int messages = database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select address, created_at from message where broadcast_id = :id")
                        .bind("id", broadcast)
                        .map((row, context) -> {
                            ZoneId zone = ZoneId.of(ZONES.get(row.getString(1).substring(0, 8)));
                            ZonedDateTime local =
                                    row.getTimestamp(2).toInstant().atZone(zone);
                            assertThat(local.getHour())
                                    .as("%s at %s", row.getString(1), local)
                                    .isBetween(firstHour, lastHour);
                            hours.merge(zone.getId(), 1, Integer::sum);
                            return 1;
                        })
                        .list()
                        .size()));
        assertThat(messages).isEqualTo(count("recipient")).isGreaterThanOrEqualTo(RECIPIENTS - 1);
        assertThat(hours).hasSize(5);
        assertThat(count("chunk")).isZero();
    }

    /** Their server died before it could tell what came of it, so they are handed over once more under the same id. */
    @Test
    void whoWasClaimedWithoutAResultIsClaimedAgainAndMarked() {
        clock.move(Duration.ofMinutes(1));
        Work work = database.call(caller, () -> claims.take(next().orElseThrow().chunkId()))
                .orElseThrow();
        Drafts first =
                database.call(caller, () -> claims.claim(work, List.of())).orElseThrow();
        Drafts again =
                database.call(caller, () -> claims.claim(work, List.of())).orElseThrow();
        assertThat(first.all()).isNotEmpty().noneMatch(Draft::repeated);
        assertThat(again.all()).hasSameSizeAs(first.all()).allMatch(Draft::repeated);
        assertThat(again.all()).extracting(Draft::id).isEqualTo(ids(first));

        Drafts one = new Drafts(
                again.sender(), broadcast, 1, again.made(), again.all().subList(0, 1));
        database.run(caller, () -> results.record(1, one, MessageBeans.accepted(one), message -> null));
        assertThat(ids(database.call(caller, () -> claims.claim(work, List.of()))
                        .orElseThrow()))
                .isEqualTo(ids(first).subList(1, first.all().size()));
    }

    private static List<UUID> ids(Drafts drafts) {
        return drafts.all().stream().map(Draft::id).toList();
    }

    @Test
    void aRetryWaitsForTheMorning() {
        clock.move(Duration.ofMinutes(1));
        workOnAllThatIsDue();
        List<UUID> sent = database.call(
                caller,
                () -> jdbi.withHandle(handle -> {
                    handle.execute(
                            "update message set state = 'QUEUED', content = '{}', due_at = ?::timestamptz"
                                    + " where broadcast_id = ?",
                            clock.instant().toString(),
                            broadcast);
                    return handle.createQuery(
                                    "select id from message where broadcast_id = :id and address like '+1212558%'")
                            .bind("id", broadcast)
                            .mapTo(UUID.class)
                            .list();
                }));
        assertThat(sent).isNotEmpty();
        clock.move(Duration.ofHours(5));
        assertThat(database.call(caller, () -> retries.claim(sent))).isEmpty();
        clock.move(Duration.ofHours(10));
        assertThat(database.call(caller, () -> retries.claim(sent))).hasSameSizeAs(sent);
    }

    private void workOnAllThatIsDue() {
        for (Optional<Next> next = next(); next.isPresent(); next = next()) {
            work(next.get().chunkId());
        }
    }

    private Optional<Next> next() {
        return database.call(caller, () -> claims.next(Channel.SMS, Set.of()));
    }

    private void work(long id) {
        Work work = database.call(caller, () -> claims.take(id)).orElseThrow();
        int size = work.chunk().recipients().size();
        for (int first = 0; first < size; first += SLICE) {
            Work slice = work.part(first, Math.min(first + SLICE, size));
            Drafts drafts =
                    database.call(caller, () -> claims.claim(slice, List.of())).orElseThrow();
            database.run(caller, () -> results.record(1, drafts, MessageBeans.accepted(drafts), message -> null));
        }
        database.run(caller, () -> claims.finish(work));
    }

    private int count(String table) {
        return database.call(
                caller,
                () -> jdbi.withHandle(
                        handle -> handle.createQuery("select count(*) from " + table + " where broadcast_id = :id")
                                .bind("id", broadcast)
                                .mapTo(Integer.class)
                                .one()));
    }
}
