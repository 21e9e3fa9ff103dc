package org.heliograph.apiaccess.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** When an update is tried again, as Standard Webhooks recommends. */
final class RetrySchedule {

    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    private static final Duration LONGEST = Duration.ofHours(10);

    private RetrySchedule() {}

    /**
     * How long to wait after that many attempts; nothing after the last.
     *
     * @param asked for by the receiver, who may make it longer but not shorter; null if not
     */
    static Optional<Duration> delay(int attempts, Duration asked) {
        if (attempts > DELAYS.size()) {
            return Optional.empty();
        }
        Duration planned = DELAYS.get(attempts - 1);
        Duration wanted = asked == null || asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
        return Optional.of(wanted == null || planned.compareTo(wanted) > 0 ? planned : wanted);
    }

    /** What a {@code Retry-After} header asks for: seconds, or a date; null if it says neither. */
    static Duration retryAfter(String header, Instant now) {
        if (header == null) {
            return null;
        }
        String text = header.trim();
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException e) {
            // Not a form that HTTP knows, so as if it were not there.
            return null;
        }
    }
}
