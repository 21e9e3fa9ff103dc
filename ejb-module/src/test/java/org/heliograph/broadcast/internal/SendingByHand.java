package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.heliograph.channel.SendBy;
import org.heliograph.channel.SendResult;
import org.heliograph.message.AccountTurns;
import org.heliograph.message.CarrierPresence;
import org.heliograph.message.MessageBeans;
import org.heliograph.message.MessagesChanged;
import org.heliograph.message.SendWindows;
import org.heliograph.message.Sending;
import org.heliograph.message.internal.CarrierAnswers;
import org.heliograph.message.internal.MessageClaims;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;

/** Chunks and retries are worked on by hand, over a carrier that does as it is told. */
abstract class SendingByHand {

    final TestDatabase database = TestDatabase.get();
    final Jdbi jdbi = database.jdbi();
    final MovableClock clock = new MovableClock();
    final Caller caller = database.newCompany();
    final BroadcastBeans beans = new BroadcastBeans(clock);
    final ChunkClaims claims = BroadcastBeans.claims(jdbi, clock);
    final FiredEvents<MessagesChanged> changed = new FiredEvents<>();
    final MessageClaims retries =
            TestDatabase.wire(new MessageClaims(), jdbi, clock, TestDatabase.wire(new SendWindows(), jdbi));
    final Carrier carrier = new Carrier();
    final ChunkWork chunkWork = chunkWork();

    static final class Carrier implements ProviderConnection {
        final List<UUID> taken = new ArrayList<>();
        final List<SendBy> limits = new ArrayList<>();
        boolean away;
        int awayAfter = Integer.MAX_VALUE;
        int perSecond;
        Failure refusal;

        @Override
        public void send(List<OutboundMessage> batch, Consumer<SendResult> results) {
            for (OutboundMessage message : batch) {
                taken.add(message.id());
                limits.add(message.sendBy());
                results.accept(
                        refusal == null
                                ? new SendResult.Accepted(message.id(), List.of())
                                : new SendResult.Refused(message.id(), refusal, null));
            }
            away |= taken.size() >= awayAfter;
        }

        @Override
        public int messagesPerSecond() {
            return perSecond;
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
        CarrierPresence presence =
                TestDatabase.wire(new CarrierPresence(), clock, TestDatabase.wire(new CarrierAnswers(), jdbi, clock));
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
                presence,
                TestDatabase.wire(new Sending(), turns, presence),
                MessageBeans.firstResults(jdbi, clock, changed));
    }

    /** To all contacts of the company, and the one that each broadcast of these tests makes. */
    long launch(int steps, Integer speedLimit) {
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
    void work(long broadcast) {
        Work taken = take(broadcast);
        database.run(caller, () -> chunkWork.run(taken));
    }

    Work take(long broadcast) {
        long chunk = Long.parseLong(text("select min(id)::text from chunk where broadcast_id = " + broadcast));
        return database.call(caller, () -> claims.take(chunk)).orElseThrow();
    }

    void claimAndDie(long broadcast) {
        Work taken = take(broadcast);
        database.run(caller, () -> claims.claim(taken, List.of()));
        run("update chunk set state = 'QUEUED' where broadcast_id = " + broadcast);
    }

    List<MessageClaims.Claimed> claimRetries() {
        List<UUID> ids = database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery("select id from message where company_id = :company")
                        .bind("company", caller.company())
                        .mapTo(UUID.class)
                        .list()));
        return database.call(caller, () -> retries.claim(ids));
    }

    /** The carrier refuses it once more. */
    void retry() {
        List<SendResult> refused = claimRetries().stream()
                .<SendResult>map(claimed -> new SendResult.Refused(claimed.id(), carrier.refusal, null))
                .toList();
        assertThat(refused).hasSize(1);
        database.run(caller, () -> MessageBeans.results(jdbi, clock, changed).record(1, refused, id -> "{}"));
    }

    String recipient(long broadcast) {
        return text("select step || ' ' || state from recipient where broadcast_id = " + broadcast);
    }

    String message(String what) {
        return text("select " + what + " from message where company_id = " + caller.company());
    }

    void run(String sql) {
        database.run(caller, () -> jdbi.useHandle(handle -> handle.execute(sql)));
    }

    String text(String sql) {
        return database.call(
                caller,
                () -> jdbi.withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).one()));
    }
}
