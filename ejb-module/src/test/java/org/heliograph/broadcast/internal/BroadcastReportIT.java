package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.heliograph.broadcast.Audience;
import org.heliograph.broadcast.BroadcastGrid;
import org.heliograph.broadcast.BroadcastReport;
import org.heliograph.broadcast.BroadcastReport.Errors;
import org.heliograph.broadcast.BroadcastReport.Reason;
import org.heliograph.broadcast.BroadcastReport.StepError;
import org.heliograph.broadcast.BroadcastReportService;
import org.heliograph.broadcast.ChosenGrid;
import org.heliograph.broadcast.Exclusions;
import org.heliograph.broadcast.RecipientGrid;
import org.heliograph.broadcast.StepMessageGrid;
import org.heliograph.channel.Channel;
import org.heliograph.contact.ContactBeans;
import org.heliograph.contact.TagService;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.message.WorkReady;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.Ids;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.grid.GridFilter;
import org.heliograph.platform.grid.GridQuery;
import org.heliograph.platform.grid.GridService;
import org.heliograph.platform.grid.TestGrids;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The report tells the truth about rows that the engine's own code moved. */
class BroadcastReportIT {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock(NOW);
    private final Caller caller = database.newCompany();

    private RecipientProgress progress;
    private Counts counts;
    private DueBroadcasts due;
    private AudienceFreeze audience;
    private BroadcastReportService reports;
    private GridService grids;
    private long broadcast;

    @BeforeEach
    void wire() {
        FiredEvents<WorkReady> ready = new FiredEvents<>();
        counts = TestDatabase.wire(new Counts(), jdbi, clock);
        Chunks chunks = TestDatabase.wire(new Chunks(), jdbi, clock);
        NextSteps nextSteps = TestDatabase.wire(new NextSteps(), chunks, counts);
        FallbackWindows windows = TestDatabase.wire(new FallbackWindows(), jdbi, clock);
        RunControl control = TestDatabase.wire(
                new RunControl(), jdbi, counts, clock, windows, TestDatabase.wire(new Paces(), jdbi, clock));
        ErrorPause errorPause = TestDatabase.wire(new ErrorPause(), jdbi);
        progress = TestDatabase.wire(
                new RecipientProgress(), jdbi, nextSteps, windows, counts, control, errorPause, ready);
        BroadcastRepository broadcasts = TestDatabase.wire(new BroadcastRepository(), jdbi);
        due = TestDatabase.wire(new DueBroadcasts(), jdbi, broadcasts, control, errorPause, clock, counts);
        audience = TestDatabase.wire(
                new AudienceFreeze(),
                jdbi,
                TestDatabase.wire(new AudienceConditions(), jdbi, clock, new ContactBeans(jdbi).targets));
        grids = TestGrids.of(jdbi, new RecipientGrid(), new StepMessageGrid(), new ChosenGrid(), new BroadcastGrid());
        reports = TestDatabase.wire(
                new BroadcastReportService(),
                jdbi,
                broadcasts,
                TestDatabase.wire(new BroadcastTimeline(), jdbi),
                counts,
                grids,
                TestDatabase.wire(new TagService(), jdbi));
        broadcast = database.call(caller, this::insertBroadcast);
    }

    @Test
    void errorsAreGroupedByCauseAndCodeAndReasonsByRecipients() {
        end(1, "INVALID_RECIPIENT", "11");
        end(2, "INVALID_RECIPIENT", "11");
        end(3, "INVALID_RECIPIENT", "111");
        deliver(4);
        BroadcastReport report = database.call(caller, () -> reports.get(broadcast));
        assertThat(report.errors())
                .isEqualTo(new Errors(
                        List.of(
                                new StepError(1, Channel.RCS, "INVALID_RECIPIENT", "11", 2),
                                new StepError(1, Channel.RCS, "INVALID_RECIPIENT", "111", 1)),
                        0,
                        3));
        assertThat(report.reasons()).containsExactly(new Reason("INVALID_RECIPIENT", 3));
        assertThat(phones("stepMessage", range("code", "11"))).hasSize(2);
    }

    @Test
    void ofManyKindsOfErrorsTheMostFrequentAreListedAndAllAreCounted() {
        end(1, "REJECTED", "1");
        end(2, "REJECTED", "1");
        for (int code = 2; code <= 61; code++) {
            end(3, "REJECTED", Integer.toString(code));
        }
        Errors errors = database.call(caller, () -> reports.get(broadcast)).errors();
        assertThat(errors.listed()).hasSize(50).startsWith(new StepError(1, Channel.RCS, "REJECTED", "1", 2));
        assertThat(errors.unlisted()).isEqualTo(11);
        assertThat(errors.messages()).isEqualTo(62);
    }

    @Test
    void theTimelineCountsWhatHappenedWhenAndSurvivesFolding() {
        deliver(1);
        clock.move(Duration.ofSeconds(30));
        deliver(2);
        end(3, "REJECTED", null);
        List<Map<String, Long>> before = events();
        database.run(caller, counts::foldMoments);
        assertThat(events())
                .isEqualTo(before)
                .containsExactly(
                        Map.of("SENT", 1L, "DELIVERED", 1L),
                        Map.of(),
                        Map.of(),
                        Map.of("SENT", 1L, "DELIVERED", 1L, "FAILED", 1L));
    }

    @Test
    void aReportThatOvertakesOthersIncludesThemInTheTimeline() {
        change(1, sending(1), MessageState.SENDING, MessageState.DISPLAYED, null);
        assertThat(events()).containsExactly(Map.of("SENT", 1L, "DELIVERED", 1L, "DISPLAYED", 1L));
    }

    @Test
    void whoWasSkippedIsCountedAndListedWithTheReason() {
        database.run(caller, () -> progress.skip(work(), new TreeMap<>(Map.of(1, "OPTED_OUT", 2, "NO_ADDRESS"))));
        assertThat(database.call(caller, () -> counts.of(broadcast)).get(1))
                .containsEntry("SKIPPED_OPTED_OUT", 1L)
                .containsEntry("SKIPPED_NO_ADDRESS", 1L);
        assertThat(phones("recipient", value("skipped", "1:OPTED_OUT"))).containsExactly("+12125580001");
        assertThat(phones("recipient", value("skipped", "1:"))).hasSize(2);
    }

    @Test
    void aGroupHoldsTheContactsOfTheListAndNoOthers() {
        end(1, "REJECTED", null);
        deliver(2);
        GridQuery unsuccessful = query(value("state", "UNSUCCESSFUL"));
        int tagged =
                database.call(caller, () -> reports.group("recipient", unsuccessful, ZoneOffset.UTC, "Not reached"));
        assertThat(tagged).isEqualTo(1);
        assertThat(taggedPhones("Not reached")).containsExactly("+12125580001");
        assertThat(database.<Integer>call(
                        caller, () -> reports.group("recipient", unsuccessful, ZoneOffset.UTC, "not reached")))
                .as("again, in other letters")
                .isZero();
        assertThatThrownBy(() ->
                        database.call(caller, () -> reports.group("recipient", unsuccessful, ZoneOffset.UTC, " ")))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void whoHasNoResultYetIsListed() {
        deliver(1);
        UUID sent = sending(2);
        change(2, sent, MessageState.SENDING, MessageState.SENT, null);
        end(3, "REJECTED", null);
        assertThat(phones("recipient", value("open", "true"))).containsExactly("+12125580002", "+12125580004");
        assertThat(phones("stepMessage", value("state", "SENT"))).containsExactly("+12125580002");
    }

    @Test
    void whomTheLaunchLeftOutIsListedWithTheReasonAndMayBecomeAGroup() {
        optOut("+12125580002");
        broadcast = launchWithout("+12125580003");
        optOut("+12125580001");
        assertThat(phones("chosen", value("outcome", "OPTED_OUT")))
                .as("not who opted out after the launch")
                .containsExactly("+12125580002");
        assertThat(phones("chosen", value("outcome", "EXCLUDED"))).containsExactly("+12125580003");
        assertThat(phones("recipient", value("open", "true"))).containsExactly("+12125580001", "+12125580004");
        assertThat(phones("chosen", value("outcome", "RECIPIENT"))).containsExactly("+12125580001", "+12125580004");
        assertThat(phones("chosen"))
                .as("all of them in one list")
                .containsExactly("+12125580001", "+12125580002", "+12125580003", "+12125580004");
        GridQuery optedOut = query(value("outcome", "OPTED_OUT"));
        assertThat(database.<Integer>call(caller, () -> reports.group("chosen", optedOut, ZoneOffset.UTC, "Silent")))
                .isEqualTo(1);
        assertThat(taggedPhones("Silent")).containsExactly("+12125580002");
    }

    private void optOut(String phone) {
        execute(
                "insert into opt_out (company_id, contact_id, channel) select company_id, id, 'SMS' from contact"
                        + " where company_id = ? and phone = ?",
                caller.company(),
                phone);
    }

    /** Launches an SMS to the four contacts, one of whom is excluded. */
    private long launchWithout(String excluded) {
        BroadcastBeans beans = new BroadcastBeans(clock);
        List<String> phones = List.of("+12125580001", "+12125580002", excluded, "+12125580004");
        return database.call(caller, () -> {
            long id = beans.broadcasts.save(beans.newBroadcast("Left out")
                    .copyFor(
                            new Audience(
                                    List.of(),
                                    List.of(),
                                    phones,
                                    null,
                                    null,
                                    new Exclusions(List.of(), List.of(), List.of(excluded), null)),
                            "Left out"));
            beans.broadcasts.launch(id);
            return id;
        });
    }

    @Test
    void onlyThoseWhoGotItAndDidNotOpenItAreUnopened() {
        deliver(1);
        UUID opened = deliver(2);
        change(2, opened, MessageState.DELIVERED, MessageState.DISPLAYED, null);
        end(3, "REJECTED", null);
        assertThat(database.<Long>call(caller, () -> audience.count(Audience.unopenedOf(broadcast))))
                .isEqualTo(1);
        assertThat(database.call(caller, () -> grids.page("broadcast", GridQuery.ALL, ZoneOffset.UTC, 0, 1)))
                .extracting(row -> ((Number) row.get("unopened")).intValue())
                .containsExactly(1);
    }

    @Test
    void errorsOfTheCarrierInARowPauseAndASuccessStartsTheRowAnew() {
        setLimit(2);
        end(1, "CARRIER_ERROR", "8");
        deliver(2);
        end(3, "UNREACHABLE", null);
        pauseTroubled();
        assertThat(status()).isEqualTo("IN_PROGRESS");
        end(4, "NO_RESPONSE", null);
        pauseTroubled();
        assertThat(status()).isEqualTo("PAUSED PROVIDER_ERRORS");
    }

    @Test
    void errorsOfRecipientsDoNotPauseAndNeitherDoesALimitOfNone() {
        setLimit(1);
        end(1, "INVALID_RECIPIENT", null);
        pauseTroubled();
        assertThat(status()).isEqualTo("IN_PROGRESS");
        setLimit(0);
        end(2, "CARRIER_ERROR", null);
        pauseTroubled();
        assertThat(status()).isEqualTo("IN_PROGRESS");
    }

    private void pauseTroubled() {
        database.run(caller, () -> due.inTrouble().forEach(one -> due.pause(one.broadcastId())));
    }

    private void setLimit(int limit) {
        execute("update broadcast set pause_after = ? where id = ?", limit, broadcast);
    }

    private String status() {
        return texts("select concat_ws(' ', status, status_reason) from broadcast where id = ?", broadcast)
                .get(0);
    }

    private void execute(String sql, Object... values) {
        database.run(caller, () -> jdbi.useHandle(handle -> handle.execute(sql, values)));
    }

    private List<String> texts(String sql, Object... values) {
        return database.call(
                caller,
                () -> jdbi.withHandle(
                        handle -> handle.select(sql, values).mapTo(String.class).list()));
    }

    private List<Map<String, Long>> events() {
        return database.call(caller, () -> reports.get(broadcast)).timeline().points().stream()
                .map(BroadcastReport.Point::events)
                .toList();
    }

    private GridQuery query(GridFilter... narrowing) {
        List<GridFilter> filters = new ArrayList<>(List.of(narrowing));
        filters.add(value("broadcast", Long.toString(broadcast)));
        return new GridQuery(filters, null, false);
    }

    private List<Object> phones(String grid, GridFilter... narrowing) {
        return database.call(caller, () -> grids.page(grid, query(narrowing), ZoneOffset.UTC, 0, 10)).stream()
                .map(row -> row.get("phone"))
                .toList();
    }

    private static GridFilter value(String column, String value) {
        return new GridFilter(column, GridFilter.Operator.VALUE, value, null, null);
    }

    private static GridFilter range(String column, String value) {
        return new GridFilter(column, GridFilter.Operator.RANGE, null, value, value);
    }

    private List<String> taggedPhones(String tag) {
        return texts(
                "select c.phone from contact c join contact_tag ct on ct.contact_id = c.id"
                        + " join tag t on t.id = ct.tag_id where t.name = ? and t.company_id = ?",
                tag,
                caller.company());
    }

    private ChunkClaims.Work work() {
        return new ChunkClaims.Work(
                new Chunks.Claimed(1, broadcast, 1, List.of(1, 2), 1),
                TestDatabase.wire(new BroadcastRepository(), jdbi).get(broadcast),
                null,
                null);
    }

    private UUID deliver(int no) {
        UUID id = sending(no);
        change(no, id, MessageState.SENDING, MessageState.SENT, null);
        change(no, id, MessageState.SENT, MessageState.DELIVERED, null);
        return id;
    }

    private void end(int no, String failure, String code) {
        UUID id = sending(no);
        execute("update message set failure = ?, error_code = ? where id = ?", failure, code, id);
        change(no, id, MessageState.SENDING, MessageState.FAILED, failure);
    }

    private void change(int no, UUID message, MessageState before, MessageState after, String failure) {
        execute("update message set state = ? where id = ?", after.name(), message);
        Change change = new Change(message, broadcast, no, 1, false, before, after, failure, clock.instant());
        database.run(caller, () -> progress.messagesChanged(new MessagesChanged(caller.company(), List.of(change))));
    }

    private UUID sending(int no) {
        UUID id = Ids.next();
        execute(
                "insert into message (id, company_id, channel, sender, address, contact_id, broadcast_id, recipient_no, step,"
                        + " state, created_at) select ?, company_id, 'RCS', 'Test', phone, contact_id, broadcast_id, no, step,"
                        + " 'SENDING', now() from recipient where broadcast_id = ? and no = ?",
                id,
                broadcast,
                no);
        execute(
                "update recipient set state = 'WAITING', message_id = ? where broadcast_id = ? and no = ?",
                id,
                broadcast,
                no);
        return id;
    }

    private long insertBroadcast() {
        return jdbi.withHandle(handle -> {
            long id = handle.createQuery("insert into broadcast (company_id, name, status, launched_at, recipients)"
                            + " values (:company, 'Report', 'IN_PROGRESS', :now::timestamptz, 4) returning id")
                    .bind("company", caller.company())
                    .bind("now", NOW.toString())
                    .mapTo(Long.class)
                    .one();
            handle.execute(
                    "insert into broadcast_step (broadcast_id, position, company_id, channel, content)"
                            + " values (?, 1, ?, 'RCS', '{\"type\": \"rcs_text\", \"text\": \"x\"}')",
                    id,
                    caller.company());
            handle.execute(
                    "insert into contact (company_id, phone) select ?, '+1212558000' || no from generate_series(1, 4) no",
                    caller.company());
            handle.execute(
                    "insert into recipient (broadcast_id, no, company_id, contact_id, phone)"
                            + " select ?, row_number() over (order by phone), company_id, id, phone from contact"
                            + " where company_id = ?",
                    id,
                    caller.company());
            return id;
        });
    }
}
