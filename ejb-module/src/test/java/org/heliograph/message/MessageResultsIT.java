package org.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.heliograph.channel.Failure;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.SendResult.Accepted;
import org.heliograph.channel.SendResult.Refused;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.Ids;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which refusals end a message, and when the others are tried again. */
class MessageResultsIT {

    private static final int LAST_ATTEMPT = 5;

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock();
    private final Caller caller = database.newCompany();
    private final FiredEvents<MessagesChanged> changed = new FiredEvents<>();
    private final MessageResults results = MessageBeans.results(jdbi, clock, changed);

    @Test
    void aPassingFaultIsTriedAgainLaterAndLater() {
        assertThat(refuse(sending(1), Failure.CARRIER_ERROR)).isEqualTo("QUEUED 1 5");
        assertThat(refuse(sending(2), Failure.CARRIER_ERROR)).isEqualTo("QUEUED 2 30");
        assertThat(refuse(sending(LAST_ATTEMPT), Failure.CARRIER_ERROR)).isEqualTo("FAILED 5 null");
    }

    /** It is tried again after five to ten seconds, so that many do not come at once. */
    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "THROTTLED"})
    void whatWasNotHandedOverUsesNoAttempt(Failure failure) {
        assertThat(refuse(sending(1), failure)).matches("QUEUED 0 ([5-9]|10)");
        assertThat(refuse(sending(LAST_ATTEMPT), failure)).matches("QUEUED 4 ([5-9]|10)");
    }

    /** Each attempt sends all parts. */
    @Test
    void whatWasTakenInPartUsesAnAttemptAndIsMarked() {
        UUID message = sending(1);
        Refused partly = new Refused(message, Failure.THROTTLED, "code", null, true);
        String state = database.call(caller, () -> {
            results.record(1, List.of(partly), id -> "{}");
            return jdbi.withHandle(handle -> handle.createQuery(
                            "select state || ' ' || attempts || ' ' || repeated from message where id = :id")
                    .bind("id", message)
                    .mapTo(String.class)
                    .one());
        });
        assertThat(state).isEqualTo("QUEUED 1 true");
    }

    @Test
    void afterADayItIsGivenUp() {
        UUID message = sending(LAST_ATTEMPT);
        clock.move(Duration.ofHours(25));
        assertThat(refuse(message, Failure.UNREACHABLE)).isEqualTo("FAILED 5 null");
    }

    @Test
    void aFinalRefusalEndsItAtOnce() {
        assertThat(refuse(sending(1), Failure.INVALID_RECIPIENT)).isEqualTo("FAILED 1 null");
    }

    /** In no order of ids, so that each has to find its own values. */
    @Test
    void eachOfASetIsRefusedForItsOwnReason() {
        UUID first = sending(1);
        UUID second = sending(2);
        UUID third = sending(1);
        List<SendResult> refusals = List.of(
                new Refused(third, Failure.INVALID_RECIPIENT, "c3"),
                new Refused(first, Failure.CARRIER_ERROR, "c1", Duration.ofSeconds(40)),
                new Refused(second, Failure.CARRIER_ERROR, "c2"));
        database.run(caller, () -> results.record(1, refusals, id -> "{}"));
        List<String> ended = database.call(
                caller,
                () -> jdbi.withHandle(
                        handle -> handle.createQuery("select state || ' ' || failure || ' ' || error_code || ' '"
                                        + " || coalesce(round(extract(epoch from due_at - :now::timestamptz))::text, '-')"
                                        + " from message where company_id = :company order by id")
                                .bind("now", clock.instant().toString())
                                .bind("company", caller.company())
                                .mapTo(String.class)
                                .list()));
        assertThat(ended)
                .containsExactly(
                        "QUEUED CARRIER_ERROR c1 40", "QUEUED CARRIER_ERROR c2 30", "FAILED INVALID_RECIPIENT c3 -");
    }

    @Test
    void theNewsSaysWhetherAProgramWantsIt() {
        UUID silent = sending(1);
        UUID told = sending(1);
        database.run(caller, () -> {
            jdbi.useHandle(handle -> handle.execute("update message set webhook = 'https://x' where id = ?", told));
            results.record(1, List.of(new Accepted(silent, List.of()), new Accepted(told, List.of())), id -> null);
        });
        assertThat(changed.fired.get(0).changes())
                .extracting(change -> change.messageId() + " " + change.webhook())
                .containsExactlyInAnyOrder(silent + " false", told + " true");
    }

    private UUID sending(int attempts) {
        UUID id = Ids.next();
        database.run(
                caller,
                () -> jdbi.useHandle(handle -> handle.execute(
                        "insert into message (id, company_id, channel, sender, address, state, attempts, content, created_at)"
                                + " values (?, ?, 'SMS', 'Test', '+12125581001', 'SENDING', ?, '{}', ?::timestamptz)",
                        id,
                        caller.company(),
                        attempts,
                        clock.instant().toString())));
        return id;
    }

    /** The message's state, its attempts and the seconds until the next. */
    private String refuse(UUID message, Failure failure) {
        return database.call(caller, () -> {
            results.record(1, List.of(new Refused(message, failure, "code")), id -> "{}");
            return jdbi.withHandle(handle -> handle.createQuery("select state || ' ' || attempts || ' '"
                            + " || coalesce(round(extract(epoch from due_at - :now::timestamptz))::text, 'null')"
                            + " from message where id = :id")
                    .bind("id", message)
                    .bind("now", clock.instant().toString())
                    .mapTo(String.class)
                    .one());
        });
    }
}
