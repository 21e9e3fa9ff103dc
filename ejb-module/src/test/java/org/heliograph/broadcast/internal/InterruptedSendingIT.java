package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.heliograph.broadcast.Audience;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.broadcast.DeliveryRules;
import org.heliograph.broadcast.SaveBroadcast;
import org.heliograph.broadcast.internal.ChunkClaims.Work;
import org.heliograph.channel.Connections;
import org.heliograph.channel.Failure;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.SendResult;
import org.heliograph.message.AccountTurns;
import org.heliograph.message.MessageBeans;
import org.heliograph.message.MessagesChanged;
import org.heliograph.message.SendWindows;
import org.heliograph.message.Sending;
import org.heliograph.message.internal.MessageClaims;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What becomes of recipients and messages in hand when a server dies, a carrier is away, or somebody pauses. */
class InterruptedSendingIT {

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock();
    private final Caller caller = database.newCompany();
    private final BroadcastBeans beans = new BroadcastBeans(clock);
    private final ChunkClaims claims = BroadcastBeans.claims(jdbi, clock);
    private final FiredEvents<MessagesChanged> changed = new FiredEvents<>();
    private final MessageClaims retries =
            TestDatabase.wire(new MessageClaims(), jdbi, clock, TestDatabase.wire(new SendWindows(), jdbi));
    private final Carrier carrier = new Carrier();
    private final ChunkWork chunkWork = chunkWork();

    private static final class Carrier implements ProviderConnection {
        private final List<UUID> taken = new ArrayList<>();
        private boolean away;
        private Failure refusal;

        @Override
        public void send(List<OutboundMessage> batch, Consumer<SendResult> results) {
            for (OutboundMessage message : batch) {
                taken.add(message.id());
                results.accept(
                        refusal == null
                                ? new SendResult.Accepted(message.id(), List.of())
                                : new SendResult.Refused(message.id(), refusal, null));
            }
        }

        @Override
        public ConnectionState state() {
            return away ? ConnectionState.down("away") : ConnectionState.UP;
        }

        @Override
        public void close() {}
    }

    private ChunkWork chunkWork() {
        AccountTurns turns = TestDatabase.wire(new AccountTurns(), clock);
        Connections connections = new Connections() {
            @Override
            public Optional<ProviderConnection> find(long accountId) {
                return Optional.of(carrier);
            }
        };
        return TestDatabase.wire(
                new ChunkWork(),
                claims,
                connections,
                turns,
                TestDatabase.wire(new Sending(), turns),
                MessageBeans.firstResults(jdbi, clock, changed));
    }

    @Test
    void whoWasClaimedAndHasOptedOutSinceIsNotWrittenToAgain() {
        long broadcast = launch(1, null);
        claimAndDie(broadcast);
        run("insert into opt_out (company_id, contact_id, channel) select company_id, id, 'SMS' from contact"
                + " where company_id = " + caller.company());
        work(broadcast);
        assertThat(carrier.taken).isEmpty();
        assertThat(message("state || ' ' || failure || ' ' || repeated")).isEqualTo("FAILED OPTED_OUT true");
        assertThat(text("select (message_id = (select id from message where company_id = r.company_id))::text"
                        + " from recipient r where broadcast_id = " + broadcast))
                .isEqualTo("true");
    }

    @Test
    void whoWasClaimedAndHasBeenDeletedSinceIsNotWrittenToAgain() {
        long broadcast = launch(1, null);
        claimAndDie(broadcast);
        run("delete from contact where company_id = " + caller.company());
        work(broadcast);
        assertThat(carrier.taken).isEmpty();
        assertThat(message("state || ' ' || failure")).isEqualTo("FAILED INVALID_RECIPIENT");
    }

    /** Only the hours of others who were never claimed can be given up for good. */
    @Test
    void whoWasClaimedWaitsForHoursThatNeverCome() {
        long broadcast = launch(1, null);
        claimAndDie(broadcast);
        String never = "{\"from\": \"%s\", \"till\": \"%s\", \"days\": [\"MONDAY\"]}";
        run("update broadcast set rules = jsonb_build_object('hours', '" + never.formatted("06:00", "08:00")
                + "'::jsonb) where id = " + broadcast);
        run("insert into send_window (company_id, open_from, open_till, days, channels) values (" + caller.company()
                + ", '09:00', '20:00', '{MONDAY}', '{SMS}')");
        work(broadcast);
        assertThat(carrier.taken).isEmpty();
        assertThat(text("select state from recipient where broadcast_id = " + broadcast))
                .isEqualTo("WAITING");
        assertThat(text("select count(*)::text from chunk where broadcast_id = " + broadcast + " and available_at = '"
                        + clock.instant().plus(Duration.ofHours(1)) + "'"))
                .isEqualTo("1");
    }

    @Test
    void theNextChannelIsTriedWhenTheCarrierIsAwayForTheStepsWaitingTime() {
        long broadcast = launch(2, null);
        carrier.away = true;
        for (int minute = 0; minute < 10; minute++) {
            work(broadcast);
            clock.move(Duration.ofMinutes(1));
        }
        assertThat(recipient(broadcast)).isEqualTo("1 PENDING");
        work(broadcast);
        assertThat(recipient(broadcast)).isEqualTo("2 PENDING");
        assertThat(text("select skipped[1] from recipient where broadcast_id = " + broadcast))
                .isEqualTo("1:UNREACHABLE");
        assertThat(text("select string_agg(step::text, ' ') from chunk where broadcast_id = " + broadcast))
                .isEqualTo("2");
        clock.move(Duration.ofMinutes(1));
        work(broadcast);
        assertThat(recipient(broadcast)).as("the last step waits").isEqualTo("2 PENDING");
    }

    @Test
    void aCarrierThatWasBackMeanwhileIsGivenTheWholeTimeAnew() {
        long broadcast = launch(2, null);
        carrier.away = true;
        work(broadcast);
        clock.move(Duration.ofHours(1));
        work(broadcast);
        assertThat(recipient(broadcast)).isEqualTo("1 PENDING");
    }

    @Test
    void aMessageIsNotTriedAgainAfterItsStepsWaitingTime() {
        carrier.refusal = Failure.UNREACHABLE;
        long broadcast = launch(2, null);
        work(broadcast);
        assertThat(message("state")).isEqualTo("QUEUED");
        clock.move(Duration.ofMinutes(11));
        retry();
        assertThat(message("state || ' ' || failure")).isEqualTo("FAILED UNREACHABLE");
    }

    @Test
    void theLastStepsMessageIsTriedAgainForLonger() {
        carrier.refusal = Failure.UNREACHABLE;
        work(launch(1, null));
        clock.move(Duration.ofHours(5));
        retry();
        assertThat(message("state")).isEqualTo("QUEUED");
    }

    @Test
    void aRetryOfAPausedBroadcastWaitsAndOfAnAbortedOneIsNotSent() {
        carrier.refusal = Failure.UNREACHABLE;
        long broadcast = launch(1, null);
        work(broadcast);
        clock.move(Duration.ofMinutes(1));
        run("update broadcast set status = 'ABORTED' where id = " + broadcast);
        assertThat(claimRetries()).isEmpty();
        clock.move(Duration.ofHours(2));
        run("update broadcast set status = 'PAUSED' where id = " + broadcast);
        assertThat(claimRetries()).isEmpty();
        assertThat(message("state || ' ' || due_at")).isEqualTo("QUEUED infinity");
    }

    /** Its server died while it was handed over, before the pause. */
    @Test
    void aMessageInHandOfAPausedBroadcastWaitsAndIsMarked() {
        carrier.refusal = Failure.UNREACHABLE;
        long broadcast = launch(1, null);
        work(broadcast);
        clock.move(Duration.ofMinutes(1));
        assertThat(claimRetries()).hasSize(1);
        run("update broadcast set status = 'PAUSED' where id = " + broadcast);
        clock.move(Duration.ofHours(1));
        assertThat(claimRetries()).isEmpty();
        assertThat(message("state || ' ' || due_at || ' ' || repeated")).isEqualTo("QUEUED infinity true");
    }

    @Test
    void retriesOfALimitedBroadcastAreReleasedAtItsSpeed() {
        run("insert into contact (company_id, phone) select " + caller.company()
                + ", '+1212558101' || n from generate_series(0, 4) n");
        carrier.refusal = Failure.UNREACHABLE;
        long broadcast = launch(1, 2);
        work(broadcast);
        work(broadcast);
        run("update message set due_at = 'infinity' where broadcast_id = " + broadcast);
        database.run(caller, () -> beans.control.releaseRetries(broadcast));
        assertThat(text("select string_agg((extract(epoch from due_at - '" + clock.instant()
                        + "') * 1000)::int::text, ' ' order by id) from message where broadcast_id = " + broadcast))
                .isEqualTo("0 500 1000 1500 2000 2500");
    }

    /** To all contacts of the company, and the one that each broadcast of these tests makes. */
    private long launch(int steps, Integer speedLimit) {
        return database.call(caller, () -> {
            SaveBroadcast plain = beans.newBroadcast("Offer");
            BroadcastStep step = plain.steps().get(0);
            List<String> phones = jdbi.withHandle(
                    handle -> handle.createQuery("select phone from contact where company_id = :company order by id")
                            .bind("company", caller.company())
                            .mapTo(String.class)
                            .list());
            long id = beans.broadcasts.save(new SaveBroadcast(
                    null,
                    0,
                    plain.name(),
                    "",
                    plain.type(),
                    new Audience(List.of(), List.of(), phones, null),
                    false,
                    Collections.nCopies(steps, step),
                    new DeliveryRules(null, false, speedLimit)));
            beans.broadcasts.launch(id);
            return id;
        });
    }

    /** The next chunk of it, as a listener does. */
    private void work(long broadcast) {
        Work taken = take(broadcast);
        database.run(caller, () -> chunkWork.run(taken));
    }

    private Work take(long broadcast) {
        long chunk = Long.parseLong(text("select min(id)::text from chunk where broadcast_id = " + broadcast));
        return database.call(caller, () -> claims.take(chunk)).orElseThrow();
    }

    private void claimAndDie(long broadcast) {
        Work taken = take(broadcast);
        database.run(caller, () -> claims.claim(taken, List.of()));
        run("update chunk set state = 'QUEUED' where broadcast_id = " + broadcast);
    }

    private List<MessageClaims.Claimed> claimRetries() {
        List<UUID> ids = database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery("select id from message where company_id = :company")
                        .bind("company", caller.company())
                        .mapTo(UUID.class)
                        .list()));
        return database.call(caller, () -> retries.claim(ids));
    }

    /** The carrier refuses it once more. */
    private void retry() {
        List<SendResult> refused = claimRetries().stream()
                .<SendResult>map(claimed -> new SendResult.Refused(claimed.id(), carrier.refusal, null))
                .toList();
        assertThat(refused).hasSize(1);
        database.run(caller, () -> MessageBeans.results(jdbi, clock, changed).record(1, refused, id -> "{}"));
    }

    private String recipient(long broadcast) {
        return text("select step || ' ' || state from recipient where broadcast_id = " + broadcast);
    }

    private String message(String what) {
        return text("select " + what + " from message where company_id = " + caller.company());
    }

    private void run(String sql) {
        database.run(caller, () -> jdbi.useHandle(handle -> handle.execute(sql)));
    }

    private String text(String sql) {
        return database.call(
                caller,
                () -> jdbi.withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).one()));
    }
}
