package org.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SmsContent;
import org.heliograph.message.Queues.Call;
import org.heliograph.message.internal.DueMessages;
import org.heliograph.message.internal.MessageClaims;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message whose call was lost is called again, and so is one whose sender died; one that is being sent is left alone. */
class MessageRemindersIT {

    private static final Duration LEASE = Duration.ofSeconds(60);

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock();
    private final Caller caller = database.newCompany();
    private final MessageService service = MessageBeans.service(jdbi, clock, new FiredEvents<WorkReady>());
    private final MessageClaims claims =
            TestDatabase.wire(new MessageClaims(), jdbi, clock, TestDatabase.wire(new SendWindows(), jdbi));
    private final DueMessages due = TestDatabase.wire(new DueMessages(), jdbi, clock);
    private Sender sender;
    private UUID message;

    @BeforeEach
    void aMessageWaits() {
        sender = database.call(caller, this::sender);
        message = database.call(caller, () -> service.submit(command("+12025550123")));
    }

    @Test
    void aMessageWhoseCallWasLostIsCalledAfterAWhileAndNotEachSecond() {
        assertThat(reminded()).isEmpty();
        clock.move(Duration.ofSeconds(16));
        assertThat(reminded()).containsExactly(message.toString());
        clock.move(Duration.ofSeconds(1));
        assertThat(reminded()).isEmpty();
        clock.move(Duration.ofSeconds(30));
        assertThat(reminded()).containsExactly(message.toString());
    }

    /** Whoever retries many of a broadcast does not keep a code waiting in the same call. */
    @Test
    void messagesOfBroadcastsHaveCallsOfTheirOwn() {
        UUID retried = database.call(caller, () -> service.submit(command("+12025550124")));
        database.run(
                caller,
                () -> jdbi.useHandle(
                        handle -> handle.execute("update message set broadcast_id = 1 where id = ?", retried)));
        clock.move(Duration.ofSeconds(16));
        assertThat(calls())
                .extracting(Call::ids)
                .containsExactlyInAnyOrder(List.of(message.toString()), List.of(retried.toString()));
    }

    @Test
    void oneThatSomebodySendsIsNeitherCalledNorTakenUntilTheLeaseEnds() {
        assertThat(claim()).isEqualTo(1);
        clock.move(LEASE.minusSeconds(1));
        assertThat(reminded()).isEmpty();
        assertThat(claim()).isZero();
        clock.move(Duration.ofSeconds(2));
        assertThat(reminded()).containsExactly(message.toString());
        assertThat(claim()).isEqualTo(1);
        assertThat(text("state || ' ' || attempts || ' ' || repeated")).isEqualTo("SENDING 2 true");
        assertThat(reminded()).isEmpty();
    }

    @Test
    void aSlowCarriersMessageStaysWithWhoeverSendsIt() {
        assertThat(claim()).isEqualTo(1);
        for (int renewals = 0; renewals < 3; renewals++) {
            clock.move(LEASE.minusSeconds(10));
            database.run(caller, () -> claims.renew(Set.of(message)));
            assertThat(reminded()).isEmpty();
            assertThat(claim()).isZero();
        }
        assertThat(text("repeated::text")).isEqualTo("false");
    }

    /** Else the database would write all of them once more for each message. */
    @Test
    void aClaimTouchesNoIndex() {
        String before = text(indexed());
        assertThat(claim()).isEqualTo(1);
        assertThat(text(indexed())).contains(caller.company() + " ").isEqualTo(before);
    }

    /** All columns that an index of messages is about. */
    private String indexed() {
        return database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select 'concat_ws('' '', ' || string_agg(distinct a.attname, ', ') || ')'"
                                        + " from pg_index i join pg_attribute a on a.attrelid = i.indrelid"
                                        + " and a.attnum = any(i.indkey) where i.indrelid = 'message'::regclass")
                        .mapTo(String.class)
                        .one()));
    }

    private Sender sender() {
        long account = id("insert into provider_account (company_id, provider, name, webhook_key) values ("
                + caller.company() + ", 'test', 'Bank', gen_random_uuid()) returning id");
        long id = id("insert into sender (company_id, channel, name, address, account_id) values (" + caller.company()
                + ", 'SMS', 'Bank', 'Bank', " + account + ") returning id");
        return new Sender(id, Channel.SMS, "Bank", "Bank", account, "ACTIVE");
    }

    private long id(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private int claim() {
        return database.call(caller, () -> claims.claim(List.of(message))).size();
    }

    private SubmitMessage command(String phone) {
        return new SubmitMessage(sender, phone, new SmsContent("Hello"), null, "API", false);
    }

    private List<String> reminded() {
        return calls().stream().flatMap(call -> call.ids().stream()).toList();
    }

    private List<Call> calls() {
        return database.call(Caller.SYSTEM, due::remind).stream()
                .filter(call -> call.companyId() == caller.company())
                .toList();
    }

    private String text(String expression) {
        return database.call(
                caller,
                () -> jdbi.withHandle(
                        handle -> handle.createQuery("select " + expression + " from message where id = :id")
                                .bind("id", message)
                                .mapTo(String.class)
                                .one()));
    }
}
