package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.heliograph.broadcast.BroadcastGrid;
import org.heliograph.broadcast.BroadcastReportService;
import org.heliograph.platform.Ids;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.grid.GridQuery;
import org.heliograph.platform.grid.GridService;
import org.heliograph.platform.grid.TestGrids;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of a broadcast that has been launched: what it waits for, and what its channels have taken. */
class BroadcastUnderWayIT {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final Caller caller = database.newCompany();
    private final GridService grids = TestGrids.of(jdbi, new BroadcastGrid());
    private final BroadcastReportService reports =
            TestDatabase.wire(new BroadcastReportService(), jdbi, TestDatabase.wire(new BroadcastRepository(), jdbi));

    private long broadcast;

    @BeforeEach
    void launch() {
        BroadcastBeans beans = new BroadcastBeans(new MovableClock(NOW));
        broadcast = database.call(caller, () -> beans.broadcasts.save(beans.newBroadcast("Under way")));
        database.run(caller, () -> beans.broadcasts.launch(broadcast));
    }

    @Test
    void whatIsNextWaitsForTheCarrierOrForSendingHours() {
        assertThat(nextHandOver()).as("the carrier").contains(NOW);
        Instant opening = NOW.plus(Duration.ofHours(9));
        sql("update chunk set available_at = ?::timestamptz where broadcast_id = ?", opening.toString(), broadcast);
        assertThat(nextHandOver()).as("its hours").contains(opening);
        sql("delete from chunk where broadcast_id = ?", broadcast);
        assertThat(nextHandOver()).as("nothing").isEmpty();
    }

    @Test
    void aMessageToBeTriedAgainWaitsForTheCarrierAsLongAsThatHasTakenNone() {
        sql("delete from chunk where broadcast_id = ?", broadcast);
        toBeTriedAgain(1);
        assertThat(nextHandOver()).contains(NOW);
        handedOver(1, 1);
        assertThat(nextHandOver()).isEmpty();
    }

    @Test
    void messagesToBeTriedAgainWaitForTheirHoursIfAllWerePutOff() {
        sql("delete from chunk where broadcast_id = ?", broadcast);
        toBeTriedAgain(1);
        toBeTriedAgain(2);
        Instant opening = NOW.plus(Duration.ofHours(9));
        putOff(1, opening.plus(Duration.ofHours(1)));
        assertThat(nextHandOver()).as("the other waits for the carrier").contains(NOW);
        putOff(2, opening);
        assertThat(nextHandOver()).contains(opening);
    }

    @Test
    void theTableTellsHowManyMessagesEachChannelHasTaken() {
        sql(
                "insert into broadcast_step (broadcast_id, position, company_id, channel, content)"
                        + " values (?, 2, ?, 'EMAIL', '{}'), (?, 3, ?, 'SMS', '{}')",
                broadcast,
                caller.company(),
                broadcast,
                caller.company());
        assertThat(engagement()).isEqualTo("0 SMS, 0 Email");
        handedOver(1, 2);
        handedOver(1, 3);
        handedOver(3, 1);
        assertThat(engagement()).isEqualTo("6 SMS, 0 Email");
    }

    @Test
    void aCompleteBroadcastIsSeenOnceAllThatWasDeliveredIsDisplayed() {
        DueBroadcasts due = TestDatabase.wire(new DueBroadcasts(), jdbi, new MovableClock(NOW));
        sql(
                "update broadcast set status = 'COMPLETE', finished_at = ?::timestamptz where id = ?",
                NOW.toString(),
                broadcast);
        count(1, "SENT", 1);
        count(1, "UNDELIVERED", 1);
        count(1, "DISPLAYED", 2);
        database.run(Caller.SYSTEM, due::markSeen);
        assertThat(status()).as("one may still be delivered").isEqualTo("COMPLETE");
        count(1, "SENT", -1);
        count(1, "DELIVERED", 1);
        database.run(Caller.SYSTEM, due::markSeen);
        assertThat(status()).as("one is not opened").isEqualTo("COMPLETE");
        count(1, "DELIVERED", -1);
        count(1, "DISPLAYED", 1);
        database.run(Caller.SYSTEM, due::markSeen);
        assertThat(status()).as("what was not delivered cannot be opened").isEqualTo("SEEN");
    }

    private void toBeTriedAgain(int recipient) {
        sql(
                "insert into message (id, company_id, channel, sender, address, broadcast_id, recipient_no, step, state,"
                        + " created_at) values (?, ?, 'SMS', 'Test', '+12125581001', ?, ?, 1, 'QUEUED', ?::timestamptz)",
                Ids.next(),
                caller.company(),
                broadcast,
                recipient,
                NOW.toString());
    }

    private void putOff(int recipient, Instant moment) {
        sql(
                "update message set due_at = ?::timestamptz, step_since = ?::timestamptz"
                        + " where broadcast_id = ? and recipient_no = ?",
                moment.toString(),
                moment.toString(),
                broadcast,
                recipient);
    }

    private String status() {
        return database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery("select status from broadcast where id = :id")
                        .bind("id", broadcast)
                        .mapTo(String.class)
                        .one()));
    }

    private Optional<Instant> nextHandOver() {
        return database.call(caller, () -> reports.nextHandOver(broadcast));
    }

    private Object engagement() {
        return database.call(caller, () -> grids.page("broadcast", GridQuery.ALL, ZoneOffset.UTC, 0, 1))
                .get(0)
                .get("engagement");
    }

    private void handedOver(int step, int messages) {
        count(step, "HANDED_OVER", messages);
    }

    private void count(int step, String state, int change) {
        sql(
                "insert into broadcast_count (company_id, broadcast_id, step, state, change) values (?, ?, ?, ?, ?)",
                caller.company(),
                broadcast,
                step,
                state,
                change);
    }

    private void sql(String sql, Object... values) {
        database.run(caller, () -> jdbi.useHandle(handle -> handle.execute(sql, values)));
    }
}
