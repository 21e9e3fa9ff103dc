package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.message.WorkReady;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.Ids;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recipients move through their steps as their messages change, and every counter equals the count of its rows. */
class RecipientLedgerIT {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final FiredEvents<WorkReady> ready = new FiredEvents<>();
    private final Caller caller = database.newCompany();

    private RecipientProgress progress;
    private RunControl control;
    private FallbackWindows windows;
    private long broadcast;

    @BeforeEach
    void wire() {
        Counts counts = TestDatabase.wire(new Counts(), jdbi, clock);
        Chunks chunks = TestDatabase.wire(new Chunks(), jdbi, clock);
        NextSteps nextSteps = TestDatabase.wire(new NextSteps(), chunks, counts);
        windows = TestDatabase.wire(new FallbackWindows(), jdbi, clock);
        control = TestDatabase.wire(
                new RunControl(), jdbi, counts, clock, windows, TestDatabase.wire(new Paces(), jdbi, clock));
        ErrorPause errorPause = TestDatabase.wire(new ErrorPause(), jdbi);
        progress = TestDatabase.wire(
                new RecipientProgress(), jdbi, nextSteps, windows, counts, control, errorPause, ready);
        broadcast = database.call(caller, this::insertBroadcast);
    }

    @Test
    void aDeliveredMessageEndsItsRecipientSuccessfully() {
        UUID message = sending(1);
        change(1, message, MessageState.SENDING, MessageState.SENT);
        assertThat(state(1)).isEqualTo("1 WAITING");
        change(1, message, MessageState.SENT, MessageState.DELIVERED);
        assertThat(state(1)).isEqualTo("1 SUCCESSFUL");
        countersEqualRows();
    }

    @Test
    void aFailureStartsTheNextStepAndTheLastOneEndsTheRecipient() {
        UUID first = sending(1);
        change(1, first, MessageState.SENDING, MessageState.SENT);
        change(1, first, MessageState.SENT, MessageState.UNDELIVERED);
        assertThat(state(1)).isEqualTo("2 PENDING");
        assertThat(ready.fired).hasSize(1);
        UUID second = sending(1);
        change(1, second, MessageState.SENDING, MessageState.FAILED);
        assertThat(state(1)).isEqualTo("2 UNSUCCESSFUL");
        countersEqualRows();
    }

    /** The carrier's answer was lost, its report was not. */
    @Test
    void aMessageThatWasGivenUpAndIsReportedAfterAllCountsAsHandedOver() {
        change(1, sending(1), MessageState.SENDING, MessageState.FAILED);
        UUID last = sending(1);
        change(1, last, MessageState.SENDING, MessageState.FAILED);
        change(1, last, MessageState.FAILED, MessageState.DELIVERED);
        assertThat(state(1)).isEqualTo("2 UNSUCCESSFUL");
        countersEqualRows();
        assertThat(sums("select state, sum(change) from broadcast_count where broadcast_id = :broadcast and step = 2"
                        + " group by state having sum(change) <> 0"))
                .isEqualTo(Map.of("HANDED_OVER", 1L, "DELIVERED", 1L));
        assertThat(
                        sums(
                                "select event, sum(change) from broadcast_moment where broadcast_id = :broadcast group by event"))
                .isEqualTo(Map.of("FAILED", 2L, "SENT", 1L, "DELIVERED", 1L));
    }

    @Test
    void severalMoveTogetherFromTheirStepsAndForTheirReasons() {
        UUID first = sending(2);
        change(2, first, MessageState.SENDING, MessageState.FAILED);
        UUID one = sending(1);
        UUID two = sending(2);
        UUID three = sending(3);

        database.run(
                caller,
                () -> progress.messagesChanged(new MessagesChanged(
                        caller.company(),
                        List.of(
                                failure(3, three, 1, "BLOCKED"),
                                failure(2, two, 2, "REJECTED"),
                                failure(1, one, 1, "EXPIRED")))));

        assertThat(List.of(state(1), state(2), state(3))).containsExactly("2 PENDING", "2 UNSUCCESSFUL", "2 PENDING");
        assertThat(List.of(reason(1), reason(2), reason(3))).containsExactly("EXPIRED", "REJECTED", "BLOCKED");
        countersEqualRows();
    }

    private Change failure(int no, UUID message, int step, String why) {
        return new Change(message, broadcast, no, step, false, MessageState.SENDING, MessageState.FAILED, why, NOW);
    }

    /** Two has moved on, so that only the window of its present step is its own. */
    @Test
    void windowsOfSeveralStepsAreTakenTogether() {
        sending(1);
        change(2, sending(2), MessageState.SENDING, MessageState.FAILED);
        sending(2);
        long early = window(1, NOW.minusSeconds(60), 1, 2);
        long late = window(2, NOW.minusSeconds(1), 2);
        window(1, NOW.plusSeconds(1), 3);

        FallbackWindows.Over over = database.call(caller, () -> windows.take(broadcast));

        assertThat(over.windows()).containsExactlyInAnyOrder(early, late);
        assertThat(over.waiting()).containsExactlyInAnyOrder(1, 2);
        assertThat(over.mayBeMore()).isFalse();
    }

    private long window(int step, Instant due, Integer... recipients) {
        return database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "insert into fallback_window (company_id, broadcast_id, step, due_at, recipients)"
                                        + " values (:company, :broadcast, :step, :due::timestamptz, :nos) returning id")
                        .bind("company", caller.company())
                        .bind("broadcast", broadcast)
                        .bind("step", step)
                        .bind("due", due.toString())
                        .bind("nos", recipients)
                        .mapTo(Long.class)
                        .one()));
    }

    @Test
    void silenceIsSuccessWhereOnlyFailuresAreReported() {
        step("channel = 'EMAIL'");
        UUID bounced = sending(1);
        change(1, bounced, MessageState.SENDING, MessageState.SENT);
        change(2, sending(2), MessageState.SENDING, MessageState.SENT);
        change(1, bounced, MessageState.SENT, MessageState.UNDELIVERED);
        expire(2);
        assertThat(List.of(state(1), state(2))).containsExactly("2 PENDING", "1 SUCCESSFUL");
        step("wait_for = 'DISPLAY'");
        change(3, sending(3), MessageState.SENDING, MessageState.SENT);
        expire(3);
        assertThat(state(3)).as("opening is never reported").isEqualTo("2 PENDING");
        countersEqualRows();
    }

    private void step(String change) {
        database.run(
                caller,
                () -> jdbi.useHandle(handle -> handle.execute(
                        "update broadcast_step set " + change + " where broadcast_id = ? and position = 1",
                        broadcast)));
    }

    private void expire(int no) {
        database.run(caller, () -> progress.expire(caller.company(), broadcast, List.of(no)));
    }

    @Test
    void aLateReportOfAnEarlierStepMovesNobody() {
        UUID first = sending(1);
        change(1, first, MessageState.SENDING, MessageState.SENT);
        expire(1);
        assertThat(state(1)).isEqualTo("2 PENDING");
        change(1, first, MessageState.SENT, MessageState.DELIVERED);
        assertThat(state(1)).isEqualTo("2 PENDING");
        change(1, first, MessageState.DELIVERED, MessageState.UNDELIVERED);
        assertThat(state(1)).isEqualTo("2 PENDING");
    }

    @Test
    void anAbortEndsWhoHasNotEndedAndCountsThem() {
        UUID done = sending(1);
        change(1, done, MessageState.SENDING, MessageState.SENT);
        change(1, done, MessageState.SENT, MessageState.DELIVERED);
        database.run(caller, () -> control.abort(broadcast));
        assertThat(state(1)).isEqualTo("1 SUCCESSFUL");
        assertThat(state(2)).isEqualTo("1 ABORTED");
        countersEqualRows();
    }

    /** One is answered, two was deleted before the carrier was asked, three is not answered. */
    @Test
    void aCapabilityCheckEndsDeletedContactsToo() {
        BroadcastRepository broadcasts = TestDatabase.wire(new BroadcastRepository(), jdbi, clock);
        database.run(caller, () -> {
            jdbi.useHandle(handle -> handle.execute(
                    "with made as (insert into contact (company_id, phone, rcs_capable) values (?, '+12125581', true)"
                            + " returning id) update recipient set contact_id = (select id from made)"
                            + " where broadcast_id = ? and no <> 2",
                    caller.company(),
                    broadcast));
            ChunkClaims.Work work = new ChunkClaims.Work(
                    new Chunks.Claimed(1, broadcast, 1, List.of(1, 2, 3), 1), broadcasts.get(broadcast), null, null);
            progress.finishChecked(work, List.of("+12125581"), false);
        });
        assertThat(List.of(state(1), state(2), state(3)))
                .containsExactly("1 SUCCESSFUL", "1 UNSUCCESSFUL", "1 PENDING");
        assertThat(reason(2)).isEqualTo("CONTACT_GONE");
        countersEqualRows();
    }

    /** Its server died while it was handed over. */
    @Test
    void aMessageInHandOfAnAbortedBroadcastIsWrittenInTheEnd() {
        UUID message = Ids.next();
        database.run(caller, () -> {
            jdbi.useHandle(handle -> handle.execute(
                    "update recipient set state = 'WAITING', message_id = ? where broadcast_id = ? and no = 2",
                    message,
                    broadcast));
            control.abort(broadcast);
            jdbi.useHandle(handle -> handle.execute(
                    "update broadcast set status = 'ABORTED', finished_at = ?::timestamptz where id = ?",
                    NOW.minusSeconds(599).toString(),
                    broadcast));
        });
        assertThat(toClose()).isEmpty();
        database.run(
                caller,
                () -> jdbi.useHandle(handle -> handle.execute(
                        "update broadcast set finished_at = finished_at - interval '2 seconds' where id = ?",
                        broadcast)));
        assertThat(toClose()).hasSize(1);
        database.run(caller, () -> control.close(broadcast));
        assertThat(toClose()).isEmpty();
        assertThat(messages()).containsOnly(Map.entry(message + " +12125582 FAILED ABORTED", 1L));
        countersEqualRows();
        assertThat(sums("select state, sum(change) from broadcast_count where broadcast_id = :broadcast and step = 1"
                        + " group by state"))
                .containsOnly(Map.entry("FAILED", 1L));
    }

    private List<DueBroadcasts.Due> toClose() {
        DueBroadcasts due = TestDatabase.wire(new DueBroadcasts(), jdbi, clock);
        return database.call(Caller.SYSTEM, due::toClose).stream()
                .filter(one -> one.broadcastId() == broadcast)
                .toList();
    }

    private Map<String, Long> messages() {
        return sums("select id || ' ' || address || ' ' || state || ' ' || failure, count(*) from message"
                + " where broadcast_id = :broadcast group by 1");
    }

    @Test
    void aRetryIsHeldWhileItsBroadcastIsPaused() {
        UUID message = sending(1);
        database.run(
                caller,
                () -> jdbi.useHandle(handle -> {
                    handle.execute("update broadcast set status = 'PAUSED' where id = ?", broadcast);
                    handle.execute("update message set state = 'QUEUED', due_at = now() where id = ?", message);
                }));
        change(1, message, MessageState.SENDING, MessageState.QUEUED);
        String due = database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery("select due_at::text from message where id = :id")
                        .bind("id", message)
                        .mapTo(String.class)
                        .one()));
        assertThat(due).isEqualTo("infinity");
    }

    private long insertBroadcast() {
        return jdbi.withHandle(handle -> {
            long id = handle.createQuery("insert into broadcast (company_id, name, status, launched_at, recipients)"
                            + " values (:company, 'Ledger', 'IN_PROGRESS', :now::timestamptz, 3) returning id")
                    .bind("now", NOW.toString())
                    .bind("company", caller.company())
                    .mapTo(Long.class)
                    .one();
            for (int step = 1; step <= 2; step++) {
                handle.execute(
                        "insert into broadcast_step (broadcast_id, position, company_id, channel, content)"
                                + " values (?, ?, ?, 'SMS', '{\"type\": \"sms\", \"text\": \"x\"}')",
                        id,
                        step,
                        caller.company());
            }
            handle.execute(
                    "insert into recipient (broadcast_id, no, company_id, contact_id, phone)"
                            + " select ?, no, ?, no, '+1212558' || no from generate_series(1, 3) no",
                    id,
                    caller.company());
            return id;
        });
    }

    /** The recipient's present step is claimed. */
    private UUID sending(int no) {
        UUID id = Ids.next();
        database.run(
                caller,
                () -> jdbi.useHandle(handle -> {
                    handle.execute(
                            "insert into message (id, company_id, channel, sender, address, broadcast_id, recipient_no, step, state,"
                                    + " created_at) select ?, company_id, 'SMS', 'Test', phone, broadcast_id, no, step, 'SENDING',"
                                    + " now() from recipient where broadcast_id = ? and no = ?",
                            id,
                            broadcast,
                            no);
                    handle.execute(
                            "update recipient set state = 'WAITING', message_id = ? where broadcast_id = ? and no = ?",
                            id,
                            broadcast,
                            no);
                }));
        return id;
    }

    private void change(int no, UUID message, MessageState before, MessageState after) {
        int step = Integer.parseInt(state(no).split(" ")[0]);
        database.run(caller, () -> {
            jdbi.useHandle(handle -> handle.execute(
                    "update message set state = ?, sent_at = coalesce(sent_at, case when ? then now() end) where id = ?",
                    after.name(),
                    after != MessageState.FAILED,
                    message));
            progress.messagesChanged(new MessagesChanged(
                    caller.company(),
                    List.of(new Change(message, broadcast, no, step, false, before, after, "REJECTED", NOW))));
        });
    }

    private String state(int no) {
        return recipient(no, "step || ' ' || state");
    }

    private String reason(int no) {
        return recipient(no, "reason");
    }

    private String recipient(int no, String what) {
        return database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select " + what + " from recipient where broadcast_id = :broadcast and no = :no")
                        .bind("broadcast", broadcast)
                        .bind("no", no)
                        .mapTo(String.class)
                        .one()));
    }

    private void countersEqualRows() {
        Map<String, Long> counted =
                sums("select state, sum(change) from broadcast_count where broadcast_id = :broadcast"
                        + " and step = 0 and state <> 'INITIATED' group by state having sum(change) <> 0");
        Map<String, Long> rows = sums("select state, count(*) from recipient where broadcast_id = :broadcast"
                + " and state in ('SUCCESSFUL', 'UNSUCCESSFUL', 'ABORTED') group by state");
        assertThat(counted).isEqualTo(rows);
        assertThat(sums("select state, sum(change) from broadcast_count where broadcast_id = :broadcast"
                        + " and state = 'INITIATED' group by state"))
                .isEqualTo(
                        sums(
                                "select 'INITIATED', count(*) from recipient r left join message m on m.id = r.message_id"
                                        + " where r.broadcast_id = :broadcast and (r.initiated or m.sent_at is not null) having count(*) > 0"));
    }

    private Map<String, Long> sums(String sql) {
        return database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery(sql)
                        .bind("broadcast", broadcast)
                        .reduceRows(new java.util.HashMap<String, Long>(), (map, row) -> {
                            map.put(row.getColumn(1, String.class), row.getColumn(2, Long.class));
                            return map;
                        })));
    }
}
