package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.heliograph.broadcast.internal.ChunkOrder.Next;
import org.heliograph.channel.Channel;
import org.heliograph.channel.SenderService;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Companies and broadcasts take turns, whatever their size, and nobody is faster than allowed. */
class ChunkOrderIT {

    /** No other test leaves work on this channel. */
    private static final Channel CHANNEL = Channel.VIBER;

    private static final int CHUNK = 500;

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final Map<Long, Long> chunkBroadcasts = new HashMap<>();
    private Caller large;
    private Caller small;
    private Chunks chunks;
    private ChunkClaims claims;

    @BeforeEach
    void wire() {
        large = database.newCompany();
        small = database.newCompany();
        chunks = TestDatabase.wire(new Chunks(), jdbi, clock);
        claims = TestDatabase.wire(
                new ChunkClaims(),
                chunks,
                TestDatabase.wire(new ChunkOrder(), jdbi, clock),
                TestDatabase.wire(new Paces(), jdbi, clock),
                TestDatabase.wire(new BroadcastRepository(), jdbi, clock),
                TestDatabase.wire(new SenderService(), jdbi));
    }

    @AfterEach
    void leaveNothing() {
        for (Caller caller : List.of(large, small)) {
            database.run(caller, () -> jdbi.useHandle(handle -> handle.execute("delete from chunk")));
        }
    }

    @Test
    void aSmallCompanyDoesNotWaitForALargeOne() {
        long big = launch(large, "Big", 20 * CHUNK, null);
        long later = launch(small, "Later", 2 * CHUNK, null);
        assertThat(take(4)).containsExactly(big, later, big, later);
        assertThat(take(2)).containsExactly(big, big);
    }

    @Test
    void broadcastsOfACompanyTakeTurns() {
        long first = launch(large, "First", 5 * CHUNK, null);
        long second = launch(large, "Second", 5 * CHUNK, null);
        assertThat(take(4)).containsExactly(first, second, first, second);
    }

    @Test
    void anAccountThatCanTakeNoMoreIsPassedOver() {
        launch(large, "First", CHUNK, null);
        long second = launch(small, "Second", CHUNK, null);
        long busy = next(Set.of()).orElseThrow().accountId();
        Next other = next(Set.of(busy)).orElseThrow();
        assertThat(chunkBroadcasts.get(other.chunkId())).isEqualTo(second);
        assertThat(next(Set.of(busy, other.accountId()))).isEmpty();
    }

    @Test
    void aLimitedBroadcastSendsNoMoreThanItMay() {
        long limited = launch(large, "Limited", 1_000, 10);
        int sent = 0;
        for (int second = 0; second < 50; second++) {
            for (Optional<Next> next = next(Set.of()); next.isPresent(); next = next(Set.of())) {
                sent += work(next.get());
            }
            assertThat(sent).as("after %s s", second).isLessThanOrEqualTo(10 * (second + 1) + 40);
            clock.move(Duration.ofSeconds(1));
        }
        assertThat(sent).isGreaterThanOrEqualTo(10 * 50);
        assertThat(chunkBroadcasts.values()).containsOnly(limited);
    }

    @Test
    void aLimitedSenderSharesItsSpeedAmongItsBroadcasts() {
        long one = launch(large, "One", 1_000, null);
        long other = launch(large, "Other", 1_000, null);
        database.run(large, () -> jdbi.useHandle(handle -> handle.execute("update sender set speed_limit = 100")));
        List<Long> taken = new ArrayList<>();
        for (int second = 0; second < 10; second++) {
            for (Optional<Next> next = next(Set.of()); next.isPresent(); next = next(Set.of())) {
                taken.add(chunkBroadcasts.get(next.get().chunkId()));
                work(next.get());
            }
            clock.move(Duration.ofSeconds(1));
        }
        assertThat(taken).as("five seconds each").containsExactly(one, other);
    }

    private List<Long> take(int times) {
        List<Long> taken = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Next next = next(Set.of()).orElseThrow();
            claim(next);
            taken.add(chunkBroadcasts.get(next.chunkId()));
            clock.move(Duration.ofMillis(1));
        }
        return taken;
    }

    private Optional<Next> next(Set<Long> unavailable) {
        return database.call(Caller.SYSTEM, () -> claims.next(CHANNEL, unavailable));
    }

    private ChunkClaims.Work claim(Next next) {
        Caller owner = next.companyId() == large.company() ? large : small;
        return database.call(owner, () -> claims.take(next.chunkId())).orElseThrow();
    }

    private int work(Next next) {
        ChunkClaims.Work work = claim(next);
        database.run(next.companyId() == large.company() ? large : small, () -> claims.finish(work));
        return work.chunk().recipients().size();
    }

    private long launch(Caller caller, String name, int recipients, Integer limit) {
        BroadcastBeans beans = new BroadcastBeans(clock);
        return database.call(caller, () -> {
            long id = beans.broadcasts.save(beans.newBroadcast(name));
            jdbi.useHandle(handle -> {
                handle.execute("update broadcast_step set channel = ? where broadcast_id = ?", CHANNEL.name(), id);
                handle.execute(
                        "update broadcast set status = 'IN_PROGRESS',"
                                + " rules = jsonb_set(rules, '{speedLimit}', coalesce(to_jsonb(?::integer), 'null')) where id = ?",
                        limit,
                        id);
                handle.execute(
                        "insert into recipient (broadcast_id, no, company_id, contact_id, phone)"
                                + " select ?, no, ?, no, '+1' from generate_series(1, ?) no",
                        id,
                        caller.company(),
                        recipients);
            });
            chunks.createFirst(id, CHANNEL, recipients);
            List<Long> made =
                    jdbi.withHandle(handle -> handle.createQuery("select id from chunk where broadcast_id = :id")
                            .bind("id", id)
                            .mapTo(Long.class)
                            .list());
            made.forEach(chunk -> chunkBroadcasts.put(chunk, id));
            return id;
        });
    }
}
