package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.heliograph.channel.Failure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message that the carrier could not take before its recipient's hours ended is sent when they begin again. */
class HoursOverIT extends SendingByHand {

    private static final Instant CLOSING = Instant.parse("2026-05-05T00:00:00Z");
    private static final Instant OPENING = Instant.parse("2026-05-05T13:00:00Z");

    @BeforeEach
    void from9To20InNewYork() {
        run("insert into send_window (company_id, open_from, open_till, days, channels) values (" + caller.company()
                + ", '09:00', '20:00', '{MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY}', '{SMS}')");
        until(CLOSING.minusSeconds(62));
    }

    @Test
    void itWaitsForTheNextMorningWithoutUsingAnAttempt() {
        carrier.refusal = Failure.HOURS_OVER;
        long broadcast = launch(1, null);
        work(broadcast);
        assertThat(message("state || ' ' || attempts || ' ' || failure")).isEqualTo("QUEUED 0 HOURS_OVER");
        until(CLOSING.minusSeconds(20));
        assertThat(claimRetries()).isEmpty();
        assertThat(message("state || ' ' || (due_at = '" + OPENING + "')")).isEqualTo("QUEUED true");
        until(OPENING);
        assertThat(claimRetries())
                .singleElement()
                .satisfies(claimed -> assertThat(claimed.ofBroadcast()).isTrue())
                .satisfies(claimed -> assertThat(claimed.sendBy().nanoTime() - System.nanoTime())
                        .isBetween(nanos(Duration.ofHours(10)), nanos(Duration.ofHours(11))));
    }

    @Test
    void theCarrierIsToldUntilWhenItMayBeHandedOver() {
        work(launch(1, null));
        assertThat(carrier.limits).singleElement().satisfies(limit -> assertThat(limit.nanoTime() - System.nanoTime())
                .isBetween(nanos(Duration.ofSeconds(30)), nanos(Duration.ofSeconds(47))));
    }

    /** The carrier of their first channel may be back before it is morning. */
    @Test
    void whoseHoursAreAheadIsNotPassedOnByACarrierThatIsAway() {
        until(OPENING.minus(Duration.ofHours(1)));
        long broadcast = launch(2, null);
        carrier.away = true;
        for (int minute = 0; minute < 15; minute++) {
            work(broadcast);
            clock.move(Duration.ofMinutes(1));
        }
        assertThat(recipient(broadcast)).isEqualTo("1 PENDING");
        assertThat(text("select available_at = '" + OPENING + "' from chunk where broadcast_id = " + broadcast))
                .isEqualTo("t");
    }

    private void until(Instant moment) {
        clock.move(Duration.between(clock.instant(), moment));
    }

    private static long nanos(Duration time) {
        return time.toNanos();
    }
}
