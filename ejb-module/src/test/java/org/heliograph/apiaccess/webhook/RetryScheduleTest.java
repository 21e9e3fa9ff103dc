package org.heliograph.apiaccess.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    @Test
    void waitsLongerEachTimeAndGivesUpAfterADay() {
        assertThat(IntStream.rangeClosed(1, 7)
                        .mapToObj(
                                attempts -> RetrySchedule.delay(attempts, null).orElseThrow())
                        .map(Duration::toString))
                .containsExactly("PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT10H");
        assertThat(RetrySchedule.delay(8, null)).isEmpty();
        assertThat(RetrySchedule.delay(8, Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void waitsAsLongAsTheReceiverAsksWithinReason() {
        assertThat(RetrySchedule.delay(1, Duration.ofMinutes(1))).contains(Duration.ofMinutes(1));
        assertThat(RetrySchedule.delay(2, Duration.ofSeconds(1))).contains(Duration.ofMinutes(5));
        assertThat(RetrySchedule.delay(1, Duration.ofDays(300))).contains(Duration.ofHours(10));
        assertThat(RetrySchedule.delay(1, Duration.ofSeconds(-9))).contains(Duration.ofSeconds(5));
    }

    @Test
    void readsSecondsAndDates() {
        assertThat(RetrySchedule.retryAfter(" 120 ", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetrySchedule.retryAfter("Mon, 4 May 2026 10:05:00 GMT", NOW))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(RetrySchedule.retryAfter("soon", NOW)).isNull();
        assertThat(RetrySchedule.retryAfter("99999999999999999999", NOW)).isNull();
        assertThat(RetrySchedule.retryAfter(null, NOW)).isNull();
    }
}
