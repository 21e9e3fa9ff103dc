package org.heliograph.message.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.channel.ProviderEvent.Status;
import org.heliograph.channel.SendResult;
import org.heliograph.message.MessageBeans;
import org.heliograph.message.MessageResults;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.Ids;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Long SMS: what the reports of the parts, in every variant of carriers, make of the message. */
class PartReportsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock();
    private final FiredEvents<MessagesChanged> changed = new FiredEvents<>();
    private final Caller caller = database.newCompany();
    private final long account = caller.company();
    private final MessageResults results = MessageBeans.results(jdbi, clock, changed);
    private final PartReports parts = TestDatabase.wire(new PartReports(), jdbi, clock);
    private final ReportService reports =
            TestDatabase.wire(new ReportService(), jdbi, clock, new Spellings(), parts, changed);
    private UUID message;

    @BeforeEach
    void aMessageOfThreePartsIsSent() {
        message = sent("a", "b", "c");
        changed.fired.clear();
    }

    @Test
    void isDeliveredWhenAllPartsAre() {
        report(Status.DELIVERED, "a");
        report(Status.DELIVERED, "c");
        assertThat(state()).isEqualTo("SENT");
        assertThat(changed.fired).isEmpty();
        report(Status.DELIVERED, "b");
        assertThat(state()).isEqualTo("DELIVERED");
        assertThat(changes()).containsExactly("SENT DELIVERED");
    }

    @Test
    void isDeliveredWhenAllPartsAreReportedTogether() {
        report(Status.DELIVERED, "c", "b", "a");
        assertThat(changes()).containsExactly("SENT DELIVERED");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNDELIVERED", "EXPIRED", "REJECTED"})
    void failsAsSoonAsOnePartFails(Status failure) {
        report(Status.DELIVERED, "c");
        report(failure, "a");
        assertThat(state()).isEqualTo(failure.name());
        report(Status.DELIVERED, "b");
        endWaiting();
        assertThat(state()).isEqualTo(failure.name());
    }

    @Test
    void aFailedPartAmongDeliveredOnesOfTheSameSetFailsIt() {
        apply(List.of(of("a", Status.DELIVERED), of("b", Status.UNDELIVERED), of("c", Status.DELIVERED)));
        assertThat(state()).isEqualTo("UNDELIVERED");
    }

    @Test
    void aPartThatArrivesAfterAllCorrectsTheFailure() {
        report(Status.EXPIRED, "b");
        report(Status.DELIVERED, "a", "c");
        assertThat(state()).isEqualTo("EXPIRED");
        report(Status.DELIVERED, "b");
        assertThat(state()).isEqualTo("DELIVERED");
    }

    @Test
    void aCarrierThatReportsOnlyTheLastPartIsBelievedAfterAWhile() {
        report(Status.DELIVERED, "c");
        clock.move(PATIENCE.minusSeconds(1));
        endWaiting();
        assertThat(state()).isEqualTo("SENT");
        clock.move(Duration.ofSeconds(1));
        endWaiting();
        assertThat(state()).isEqualTo("DELIVERED");
        assertThat(changes()).containsExactly("SENT DELIVERED");
        assertThat(single("select delivered_at = sent_at from message where id = :id"))
                .isEqualTo("t");
    }

    @Test
    void aCarrierThatReportsEachPartIsWaitedFor() {
        report(Status.DELIVERED, "c");
        report(Status.DELIVERED, "a");
        clock.move(PATIENCE.plusDays(1));
        endWaiting();
        assertThat(state()).isEqualTo("SENT");
        report(Status.DELIVERED, "b");
        assertThat(state()).isEqualTo("DELIVERED");
    }

    @Test
    void anotherPartThanTheLastAloneDecidesNothing() {
        report(Status.DELIVERED, "a");
        clock.move(PATIENCE.plusDays(1));
        endWaiting();
        assertThat(state()).isEqualTo("SENT");
    }

    @Test
    void aPartReportedTwiceCountsOnce() {
        report(Status.DELIVERED, "a");
        report(Status.DELIVERED, "a");
        report(Status.DELIVERED, "a", "b");
        assertThat(state()).isEqualTo("SENT");
    }

    @Test
    void aMessageOfOnePartNotesNothingOfIt() {
        message = sent("single");
        report(Status.DELIVERED, "single");
        assertThat(state()).isEqualTo("DELIVERED");
        assertThat(single("select coalesce(max(state), '-') from message_reference where message_id = :id"))
                .isEqualTo("-");
    }

    @Test
    void partsReportedAtTheSameTimeOnSeveralConnectionsDoNotMissOneAnother() {
        for (int round = 0; round < 10; round++) {
            String[] references = {round + "x", round + "y", round + "z"};
            message = sent(references);
            CompletableFuture.allOf(Stream.of(references)
                            .map(reference -> CompletableFuture.runAsync(() -> reportQuietly(reference)))
                            .toArray(CompletableFuture[]::new))
                    .join();
            assertThat(state()).isEqualTo("DELIVERED");
        }
    }

    private void reportQuietly(String reference) {
        ReportService own =
                TestDatabase.wire(new ReportService(), jdbi, clock, new Spellings(), parts, new FiredEvents<>());
        database.run(caller, () -> own.apply(account, List.of(of(reference, Status.DELIVERED))));
    }

    private UUID sent(String... references) {
        UUID id = Ids.next();
        database.run(caller, () -> {
            jdbi.useHandle(
                    handle -> handle.createUpdate("insert into message (id, company_id, channel, sender, address,"
                                    + " state, created_at) values (:id, :company, 'SMS', 'Bank', '+12025550123', 'SENDING',"
                                    + " :now::timestamptz)")
                            .bind("id", id)
                            .bind("company", caller.company())
                            .bind("now", clock.instant().toString())
                            .execute());
            results.record(account, List.of(new SendResult.Accepted(id, List.of(references))), m -> null);
        });
        return id;
    }

    private void report(Status status, String... references) {
        apply(Stream.of(references).map(reference -> of(reference, status)).toList());
    }

    private void apply(List<Report> list) {
        database.run(caller, () -> reports.apply(account, list));
    }

    private Report of(String reference, Status status) {
        return new Report(List.of(reference, "another spelling"), status, null, clock.instant());
    }

    private void endWaiting() {
        database.run(caller, reports::endWaitingForParts);
    }

    private String state() {
        return MessageState.valueOf(single("select state from message where id = :id"))
                .name();
    }

    private String single(String sql) {
        return database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery(sql)
                        .bind("id", message)
                        .mapTo(String.class)
                        .one()));
    }

    private List<String> changes() {
        return changed.fired.stream()
                .flatMap(event -> event.changes().stream())
                .map(change -> change.before() + " " + change.after())
                .toList();
    }
}
