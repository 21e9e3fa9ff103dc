package org.heliograph.message.internal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.channel.ProviderEvent.Status;
import org.heliograph.message.MessagesChanged;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.message.internal.DueMessages.EarlyAccount;
import org.heliograph.platform.Ids;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports in every order a carrier may send them. */
class ReportServiceIT {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final long ACCOUNT = 7;

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final Caller caller = database.newCompany();
    private final List<Change> changes = new ArrayList<>();
    private final String reference = "r" + caller.company();
    private final MovableClock clock = new MovableClock(NOW);
    private ReportService reports;
    private UUID message;

    @BeforeEach
    void message() {
        Object event = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, values) -> {
                    changes.addAll(((MessagesChanged) values[0]).changes());
                    return null;
                });
        reports = TestDatabase.wire(
                new ReportService(),
                jdbi,
                clock,
                new Spellings(),
                TestDatabase.wire(new PartReports(), jdbi, clock),
                event);
        message = Ids.next();
        execute(
                "insert into message (id, company_id, channel, sender, address, state, created_at)"
                        + " values (?, ?, 'SMS', 'Test', '+12125580001', 'SENT', now())",
                message,
                caller.company());
    }

    private void execute(String sql, Object... values) {
        database.run(caller, () -> jdbi.useHandle(handle -> handle.execute(sql, values)));
    }

    private void submitted(long account) {
        execute(
                "insert into message_reference (account_id, reference, company_id, message_id) values (?, ?, ?, ?)",
                account,
                reference,
                caller.company(),
                message);
    }

    private void applyEarlyAfter(Duration wait) {
        clock.move(wait);
        database.run(caller, () -> reports.applyEarly(ACCOUNT));
    }

    private void report(Status... statuses) {
        List<Report> all = Stream.of(statuses)
                .map(status -> new Report(List.of(reference, "other-spelling"), status, null, NOW))
                .toList();
        database.run(caller, () -> reports.apply(ACCOUNT, all));
    }

    private String text(String sql) {
        return database.call(
                caller,
                () -> jdbi.withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).one()));
    }

    private String state() {
        return text("select state from message where id = '" + message + "'");
    }

    private String kept() {
        return text("select count(*)::text from early_report where company_id = " + caller.company());
    }

    @ParameterizedTest(name = "{0}, {1} is {2}")
    @CsvSource({
        "DELIVERED, DELIVERED, DELIVERED, 1",
        "DELIVERED, UNDELIVERED, DELIVERED, 1",
        "UNDELIVERED, UNDELIVERED, UNDELIVERED, 1",
        "EXPIRED, DELIVERED, DELIVERED, 2",
        "DISPLAYED, DELIVERED, DISPLAYED, 1",
        "DELIVERED, DISPLAYED, DISPLAYED, 2",
        "UNKNOWN, ACCEPTED, SENT, 0"
    })
    void onlyTheStrongestReportCountsAndOnlyOnce(Status first, Status second, String state, int changed) {
        submitted(ACCOUNT);
        report(first);
        report(second);
        assertThat(state()).isEqualTo(state);
        assertThat(changes).hasSize(changed);
        assertThat(kept()).isEqualTo("0");
    }

    @Test
    void twoReportsThatComeTogetherAreOneChange() {
        submitted(ACCOUNT);
        report(Status.DELIVERED, Status.DISPLAYED, Status.DELIVERED);
        assertThat(state()).isEqualTo("DISPLAYED");
        assertThat(changes).hasSize(1);
    }

    /** Ids of all signs, since Java and PostgreSQL do not sort them alike. */
    @Test
    void eachOfASetGetsItsOwnTimeAndError() {
        List<Report> all = new ArrayList<>();
        for (int n = 0; n < 60; n++) {
            execute(
                    "with m as (insert into message (id, company_id, channel, sender, address, state, sent_at, created_at)"
                            + " values (?, ?, 'SMS', 'Test', ?, 'SENT', now(), now()) returning id, company_id)"
                            + " insert into message_reference (account_id, reference, company_id, message_id)"
                            + " select ?, ?, company_id, id from m",
                    UUID.randomUUID(),
                    caller.company(),
                    "set-" + n,
                    ACCOUNT,
                    "set-" + n);
            Status status = n % 3 == 0 ? Status.UNDELIVERED : Status.DELIVERED;
            all.add(new Report(List.of("set-" + n), status, "E" + n, NOW.plusSeconds(n)));
        }
        database.run(caller, () -> reports.apply(ACCOUNT, all));
        assertThat(text("select count(*)::text from message where company_id = " + caller.company()
                        + " and address = 'set-' || substr(error_code, 2) and (state = 'UNDELIVERED' and delivered_at is null"
                        + " or state = 'DELIVERED' and delivered_at = '" + NOW
                        + "'::timestamptz + make_interval(secs => substr(error_code, 2)::int))"))
                .isEqualTo("60");
        assertThat(changes).hasSize(60);
    }

    /** As a broadcast's message of one part has it. */
    private void submittedInItsRow(long account) {
        execute("update message set account_id = ?, reference = ? where id = ?", account, reference, message);
    }

    @Test
    void aReferenceInTheMessagesRowCounts() {
        submittedInItsRow(ACCOUNT);
        report(Status.DELIVERED);
        assertThat(state()).isEqualTo("DELIVERED");
        assertThat(kept()).isEqualTo("0");
    }

    @Test
    void aReferenceInTheRowOfAnotherAccountsMessageIsAnother() {
        submittedInItsRow(ACCOUNT + 1);
        report(Status.DELIVERED);
        assertThat(state()).isEqualTo("SENT");
    }

    /** A carrier may use its ids again. */
    @Test
    void ofTwoMessagesWithTheSameReferenceTheLaterOneIsMeant() {
        submittedInItsRow(ACCOUNT);
        UUID later = insertSent(reference);
        report(Status.DELIVERED);
        assertThat(state()).isEqualTo("SENT");
        assertThat(stateOf(later)).isEqualTo("DELIVERED");
    }

    /** What may be the hexadecimal form of another's id is first of all what it is. */
    @Test
    void aPartIsMeantRatherThanAnotherMessageByItsOtherSpelling() {
        submitted(ACCOUNT);
        UUID other = insertSent("other-" + reference);
        Report report = new Report(List.of(reference, "other-" + reference), Status.DELIVERED, null, NOW);
        database.run(caller, () -> reports.apply(ACCOUNT, List.of(report)));
        assertThat(state()).isEqualTo("DELIVERED");
        assertThat(stateOf(other)).isEqualTo("SENT");
    }

    /** Its own answer is not stored yet; the older message has the id that may be its hexadecimal form. */
    @Test
    void aReportThatOvertakesTheAnswerIsNotTakenForAnOlderMessage() {
        submittedInItsRow(ACCOUNT);
        String own = "own-" + reference;
        Report report = new Report(List.of(own, reference), Status.UNDELIVERED, null, NOW);
        database.run(caller, () -> reports.apply(ACCOUNT, List.of(report)));
        database.run(caller, () -> reports.applyEarly(ACCOUNT));
        assertThat(state()).isEqualTo("SENT");
        UUID later = insertSent(own);
        applyEarlyAfter(Duration.ofSeconds(1));
        assertThat(state()).isEqualTo("SENT");
        assertThat(stateOf(later)).isEqualTo("UNDELIVERED");
    }

    /** Only the first report has to wait. */
    @Test
    void aCarrierThatSpellsOtherwiseIsUnderstood() {
        submittedInItsRow(ACCOUNT);
        UUID second = insertSent("second-" + reference);
        database.run(caller, () -> reports.apply(ACCOUNT, List.of(respelled(reference))));
        assertThat(state()).isEqualTo("SENT");
        applyEarlyAfter(Duration.ofSeconds(31));
        assertThat(state()).isEqualTo("DELIVERED");
        assertThat(kept()).isEqualTo("0");
        database.run(caller, () -> reports.apply(ACCOUNT, List.of(respelled("second-" + reference))));
        assertThat(stateOf(second)).isEqualTo("DELIVERED");
    }

    private static Report respelled(String reference) {
        return new Report(List.of("0x" + reference, reference), Status.DELIVERED, null, NOW);
    }

    @Test
    void aLaterReferenceApartIsMeantRatherThanAnEarlierOneInARow() {
        submittedInItsRow(ACCOUNT);
        UUID later = insertSent(null);
        execute(
                "insert into message_reference (account_id, reference, company_id, message_id) values (?, ?, ?, ?)",
                ACCOUNT,
                reference,
                caller.company(),
                later);
        report(Status.DELIVERED);
        assertThat(state()).isEqualTo("SENT");
        assertThat(stateOf(later)).isEqualTo("DELIVERED");
    }

    private UUID insertSent(String own) {
        UUID id = Ids.next();
        execute(
                "insert into message (id, company_id, channel, sender, address, state, account_id, reference, created_at)"
                        + " values (?, ?, 'SMS', 'Test', '+12125580002', 'SENT', ?, ?, now())",
                id,
                caller.company(),
                ACCOUNT,
                own);
        return id;
    }

    private String stateOf(UUID id) {
        return text("select state from message where id = '" + id + "'");
    }

    @ParameterizedTest(name = "{0} days")
    @CsvSource({"1, DELIVERED", "3, DELIVERED", "59, DELIVERED", "61, SENT"})
    void aReportMayComeWeeksLater(int days, String state) {
        UUID old = Ids.lowest(NOW.minus(Duration.ofDays(days)).plusMillis(caller.company()));
        execute(
                "update message set id = ?, account_id = ?, reference = ? where id = ?",
                old,
                ACCOUNT,
                reference,
                message);
        report(Status.DELIVERED);
        assertThat(stateOf(old)).isEqualTo(state);
    }

    @Test
    void aReportThatOvertakesTheAnswerOfABroadcastWaitsForIt() {
        report(Status.DELIVERED);
        submittedInItsRow(ACCOUNT);
        database.run(caller, () -> reports.applyEarly(ACCOUNT));
        assertThat(state()).isEqualTo("DELIVERED");
        assertThat(kept()).isEqualTo("0");
    }

    @Test
    void aReportThatOvertakesTheAnswerWaitsForIt() {
        report(Status.DELIVERED);
        assertThat(state()).isEqualTo("SENT");
        assertThat(kept()).isEqualTo("1");
        database.run(caller, () -> reports.applyEarly(ACCOUNT));
        assertThat(kept()).isEqualTo("1");

        submitted(ACCOUNT);
        applyEarlyAfter(Duration.ofSeconds(1));
        assertThat(state()).isEqualTo("DELIVERED");
        assertThat(changes).hasSize(1);
        assertThat(kept()).isEqualTo("0");
    }

    @ParameterizedTest(name = "{0} seconds after it came: again after {1}")
    @CsvSource({"0, 1", "59, 1", "60, 6", "3600, 360"})
    void theLongerAReportHasWaitedTheLessOftenItIsTried(int age, int wait) {
        report(Status.DELIVERED);
        applyEarlyAfter(Duration.ofSeconds(age));
        submitted(ACCOUNT);
        applyEarlyAfter(Duration.ofSeconds(wait).minusMillis(1));
        assertThat(isDue()).isFalse();
        assertThat(state()).isEqualTo("SENT");
        clock.move(Duration.ofMillis(1));
        assertThat(isDue()).isTrue();
        applyEarlyAfter(Duration.ZERO);
        assertThat(state()).isEqualTo("DELIVERED");
        assertThat(isDue()).isFalse();
    }

    private boolean isDue() {
        DueMessages due = TestDatabase.wire(new DueMessages(), jdbi, clock);
        return database.call(Caller.SYSTEM, due::accountsWithEarlyReports)
                .contains(new EarlyAccount(caller.company(), ACCOUNT));
    }

    @Test
    void aReportWithNulsIsKeptAndAppliedWithoutThem() {
        Report report = new Report(List.of("\0" + reference), Status.UNDELIVERED, "0\u00001", NOW);
        database.run(caller, () -> reports.apply(ACCOUNT, List.of(report)));
        assertThat(kept()).isEqualTo("1");
        submitted(ACCOUNT);
        database.run(caller, () -> reports.apply(ACCOUNT, List.of(report)));
        assertThat(text("select error_code from message where id = '" + message + "'"))
                .isEqualTo("01");
    }

    @Test
    void aReportOfAMessageNobodyKnowsIsKeptForADay() {
        report(Status.DELIVERED);
        applyEarlyAfter(Duration.ofHours(24));
        assertThat(kept()).isEqualTo("1");
        applyEarlyAfter(Duration.ofHours(3));
        assertThat(kept()).isEqualTo("0");
        assertThat(changes).isEmpty();
    }

    @Test
    void theSameReferenceOfAnotherAccountIsAnotherMessage() {
        submitted(ACCOUNT + 1);
        report(Status.DELIVERED);
        assertThat(state()).isEqualTo("SENT");
    }

    @Test
    void earlyReportsReadTheirOwnReferencesHoweverManyThereAre() {
        execute(
                "insert into message (id, company_id, channel, sender, address, state, account_id, reference, created_at)"
                        + " select overlay(gen_random_uuid()::text placing ? from 1)::uuid, ?, 'SMS', 'Test', '+12125580003', 'SENT',"
                        + " ?, 'old-' || n, now() from generate_series(1, 20000) n",
                message.toString().substring(0, 13),
                caller.company(),
                ACCOUNT);
        execute(
                "insert into message_reference (account_id, reference, company_id, message_id)"
                        + " select ?, 'old-' || n, ?, ? from generate_series(1, 20000) n",
                ACCOUNT,
                caller.company(),
                message);
        report(Collections.nCopies(30, Status.DELIVERED).toArray(Status[]::new));
        assertThat(readForEarlyReports()).as("without statistics").isLessThan(5_000);
        database.asSuperuser("analyze message, message_reference, early_report");
        assertThat(readForEarlyReports()).as("with statistics").isLessThan(5_000);
    }

    /** Rows and index entries. */
    private long readForEarlyReports() {
        return database.call(caller, () -> {
            reports.applyEarly(ACCOUNT);
            clock.move(Duration.ofSeconds(1));
            return jdbi.withHandle(handle -> handle.createQuery(
                            "select sum(pg_stat_get_xact_tuples_returned(t::regclass))"
                                    + " from (select unnest(array['message_reference', 'message_reference_pkey']) union all"
                                    + " select relid::text from pg_partition_tree('message') where isleaf union all"
                                    + " select relid::text from pg_partition_tree('message_by_reference') where isleaf) all_of_them (t)")
                    .mapTo(Long.class)
                    .one());
        });
    }
}
