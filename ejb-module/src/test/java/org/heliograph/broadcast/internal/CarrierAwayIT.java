package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.heliograph.channel.Failure;
import org.junit.jupiter.api.Test;

/** A chain goes on without a carrier that is away for as long as its step may wait. */
class CarrierAwayIT extends SendingByHand {

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
    void nobodyIsPassedOnWhileAnotherServerReachesTheCarrier() {
        long broadcast = launch(2, null);
        carrier.away = true;
        for (int minute = 0; minute < 15; minute++) {
            run("update provider_account set answered_at = '" + clock.instant() + "' where company_id = "
                    + caller.company());
            work(broadcast);
            clock.move(Duration.ofMinutes(1));
        }
        assertThat(recipient(broadcast)).isEqualTo("1 PENDING");
    }

    @Test
    void aCarrierThatAnswersNothingIsAwayThoughItsConnectionIsUp() {
        run("insert into contact (company_id, phone) values (" + caller.company() + ", '+12125581010')");
        long broadcast = launch(2, 1);
        carrier.refusal = Failure.UNREACHABLE;
        carrier.away = true;
        for (int minute = 0; minute < 10; minute++) {
            work(broadcast);
            clock.move(Duration.ofMinutes(1));
        }
        carrier.away = false;
        run("update chunk set recipients = '{1}' where broadcast_id = " + broadcast);
        run("insert into chunk (company_id, broadcast_id, step, channel, recipients, available_at) select company_id,"
                + " broadcast_id, step, channel, '{2}', available_at from chunk where broadcast_id = " + broadcast);
        work(broadcast);
        carrier.away = true;
        work(broadcast);
        assertThat(text("select string_agg(step || ' ' || state, ', ' order by no) from recipient where broadcast_id = "
                        + broadcast))
                .isEqualTo("1 WAITING, 2 PENDING");
    }

    /** Two slices of two; nobody of the second is claimed, and nobody of the first is sent to again. */
    @Test
    void aChunkStopsWhenItsCarrierGoesAndGoesOnWhenItIsBack() {
        for (int no = 2; no <= 4; no++) {
            run("insert into contact (company_id, phone) values (" + caller.company() + ", '+1212558100" + no + "')");
        }
        long broadcast = launch(1, null);
        carrier.perSecond = 1;
        carrier.awayAfter = 2;
        work(broadcast);
        assertThat(carrier.taken).hasSize(2);
        assertThat(text("select string_agg(state, ' ' order by no) from recipient where broadcast_id = " + broadcast))
                .isEqualTo("WAITING WAITING PENDING PENDING");
        carrier.awayAfter = Integer.MAX_VALUE;
        carrier.away = false;
        work(broadcast);
        assertThat(carrier.taken).hasSize(4).doesNotHaveDuplicates();
        assertThat(text("select count(*)::text from chunk where broadcast_id = " + broadcast))
                .isEqualTo("0");
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
    void aMessageIsTriedOnceMoreWhenItsStepEnds() {
        carrier.refusal = Failure.CARRIER_ERROR;
        long broadcast = launch(2, null);
        work(broadcast);
        clock.move(Duration.ofMinutes(9).plusSeconds(50));
        retry();
        assertThat(message("state || ' ' || (due_at = '" + clock.instant().plusSeconds(10) + "')"))
                .isEqualTo("QUEUED true");
    }

    @Test
    void aStepDoesNotEndWhileItsMessageIsHeld() {
        carrier.refusal = Failure.UNREACHABLE;
        long broadcast = launch(2, null);
        work(broadcast);
        run("update broadcast set status = 'PAUSED' where id = " + broadcast);
        database.run(caller, () -> beans.control.holdRetries(broadcast));
        clock.move(Duration.ofHours(1));
        run("update broadcast set status = 'SENT' where id = " + broadcast);
        database.run(caller, () -> beans.control.releaseRetries(broadcast));
        clock.move(Duration.ofMinutes(1));
        retry();
        assertThat(message("state")).isEqualTo("QUEUED");
    }

    @Test
    void theLastStepsMessageIsTriedAgainForLonger() {
        carrier.refusal = Failure.UNREACHABLE;
        work(launch(1, null));
        clock.move(Duration.ofHours(5));
        retry();
        assertThat(message("state")).isEqualTo("QUEUED");
    }
}
