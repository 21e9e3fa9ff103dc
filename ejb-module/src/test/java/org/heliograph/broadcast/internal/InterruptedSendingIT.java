package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.heliograph.broadcast.internal.ChunkClaims.Work;
import org.heliograph.channel.Failure;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.Test;

/** What becomes of recipients and messages in hand when a server dies, or somebody pauses. */
class InterruptedSendingIT extends SendingByHand {

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

    /** Its connection is broken here only. */
    /** It says that it is up until somebody tries it. */
    /** Whatever the carrier asked for, or the attempts before would have it. */
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

    /** It was recorded while the broadcast was being resumed. */
    @Test
    void aMessageThatWasForgottenIsReleased() {
        carrier.refusal = Failure.UNREACHABLE;
        work(launch(1, null));
        run("update message set due_at = 'infinity' where company_id = " + caller.company());
        database.run(Caller.SYSTEM, beans.control::releaseForgotten);
        assertThat(message("(due_at = '" + clock.instant() + "')::text")).isEqualTo("true");
    }

    @Test
    void aPausedBroadcastStopsBetweenSlices() {
        long broadcast = launch(1, null);
        Work taken = take(broadcast);
        run("update broadcast set status = 'PAUSED' where id = " + broadcast);
        database.run(caller, () -> chunkWork.run(taken));
        assertThat(carrier.taken).isEmpty();
        assertThat(text("select state from chunk where broadcast_id = " + broadcast))
                .isEqualTo("QUEUED");
    }

    @Test
    void aServerThatWasTakenForDeadLeavesTheChunkToTheOther() {
        long broadcast = launch(1, null);
        Work taken = take(broadcast);
        run("update chunk set node = 'other' where broadcast_id = " + broadcast);
        database.run(caller, () -> chunkWork.run(taken));
        assertThat(carrier.taken).isEmpty();
        assertThat(text("select node || ' ' || state from chunk where broadcast_id = " + broadcast))
                .isEqualTo("other RUNNING");
    }

    @Test
    void anAttemptThatWasTakenForDeadLeavesTheChunkToTheNext() {
        long broadcast = launch(1, null);
        Work first = take(broadcast);
        run("update chunk set state = 'QUEUED' where broadcast_id = " + broadcast);
        Work second = take(broadcast);
        database.run(caller, () -> chunkWork.run(first));
        assertThat(carrier.taken).isEmpty();
        database.run(caller, () -> chunkWork.run(second));
        assertThat(carrier.taken).hasSize(1);
        assertThat(text("select count(*)::text from chunk where broadcast_id = " + broadcast))
                .isEqualTo("0");
    }

    @Test
    void whatThisServerWorksOnIsNotReleasedThoughItsLeaseHasEnded() {
        long broadcast = launch(1, null);
        Work taken = take(broadcast);
        clock.move(Duration.ofMinutes(5));
        Chunks chunks = TestDatabase.wire(new Chunks(), jdbi, clock);
        String state = "select state from chunk where broadcast_id = " + broadcast;
        database.run(
                Caller.SYSTEM, () -> chunks.releaseExpired(Set.of(taken.chunk().id())));
        assertThat(text(state)).isEqualTo("RUNNING");
        database.run(Caller.SYSTEM, () -> chunks.releaseExpired(Set.of()));
        assertThat(text(state)).isEqualTo("QUEUED");
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
}
