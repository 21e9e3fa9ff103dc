package org.heliograph.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.broadcast.RecurrencePattern.CronPattern;
import org.heliograph.broadcast.RecurrencePattern.Daily;
import org.heliograph.broadcast.RecurrencePattern.Monthly;
import org.heliograph.broadcast.RecurrencePattern.Once;
import org.heliograph.broadcast.RecurrencePattern.Weekly;
import org.heliograph.platform.Json;
import org.heliograph.platform.error.BusinessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecurrenceTest {

    private static final String START = "2026-01-01T00:00";

    /** What is tested, the schedule, its time zone, its start and end, from when one asks, and the runs that follow. */
    private static final String RUNS =
            """
            # Clock changes: a skipped time runs at the first minute after the gap, a repeated one at its first occurrence.
            New York skips 2:30               | daily 1 02:30  | America/New_York | | 2026-03-07T12:00-05:00 | 2026-03-08T03:00-04:00 2026-03-09T02:30-04:00
            New York skips 2:00               | daily 1 02:00  | America/New_York | | 2026-03-07T12:00-05:00 | 2026-03-08T03:00-04:00 2026-03-09T02:00-04:00
            New York has 3:00 after the gap   | daily 1 03:00  | America/New_York | | 2026-03-07T12:00-05:00 | 2026-03-08T03:00-04:00 2026-03-09T03:00-04:00
            New York keeps 9:00 in spring     | daily 1 09:00  | America/New_York | | 2026-03-07T09:00-05:00 | 2026-03-08T09:00-04:00
            New York has 1:30 twice           | daily 1 01:30  | America/New_York | | 2026-10-31T12:00-04:00 | 2026-11-01T01:30-04:00 2026-11-02T01:30-05:00
            asked between both 1:30           | daily 1 01:30  | America/New_York | | 2026-11-01T01:10-05:00 | 2026-11-02T01:30-05:00
            asked at the first 1:30           | daily 1 01:30  | America/New_York | | 2026-11-01T01:30-04:00 | 2026-11-02T01:30-05:00
            Warsaw skips 2:15                 | daily 1 02:15  | Europe/Warsaw    | | 2026-03-28T12:00+01:00 | 2026-03-29T03:00+02:00 2026-03-30T02:15+02:00
            Warsaw has 2:15 twice             | daily 1 02:15  | Europe/Warsaw    | | 2026-10-24T12:00+02:00 | 2026-10-25T02:15+02:00 2026-10-26T02:15+01:00
            weekly within Warsaw's gap        | weekly SUNDAY 02:59 | Europe/Warsaw | | 2026-03-24T00:00+01:00 | 2026-03-29T03:00+02:00 2026-04-05T02:59+02:00
            Lord Howe skips 2:15, half an hour | daily 1 02:15 | Australia/Lord_Howe | | 2026-10-03T12:00+10:30 | 2026-10-04T02:30+11:00 2026-10-05T02:15+11:00
            Lord Howe keeps 2:30              | daily 1 02:30  | Australia/Lord_Howe | | 2026-10-03T12:00+10:30 | 2026-10-04T02:30+11:00 2026-10-05T02:30+11:00
            Lord Howe has 1:45 twice          | daily 1 01:45  | Australia/Lord_Howe | | 2026-04-04T12:00+11:00 | 2026-04-05T01:45+11:00 2026-04-06T01:45+10:30
            cron in the gap runs once         | cron */10 * * * * | America/New_York | | 2026-03-08T01:45-05:00 | 2026-03-08T01:50-05:00 2026-03-08T03:00-04:00 2026-03-08T03:10-04:00
            cron in the repeated hour, once   | cron */30 * * * * | America/New_York | | 2026-11-01T01:20-04:00 | 2026-11-01T01:30-04:00 2026-11-01T02:00-05:00
            cron over Lord Howe's gap         | cron */15 * * * * | Australia/Lord_Howe | | 2026-10-04T01:40+10:30 | 2026-10-04T01:45+10:30 2026-10-04T02:30+11:00 2026-10-04T02:45+11:00
            once, in the gap                  | once 2026-03-08T02:30 | America/New_York | | 2026-03-01T00:00Z | 2026-03-08T03:00-04:00 none
            once, at a time that occurs twice | once 2026-10-25T02:30 | Europe/Warsaw | | 2026-03-01T00:00Z | 2026-10-25T02:30+02:00 none
            a midnight that does not exist    | daily 1 00:00  | America/Santiago | | 2026-09-05T12:00-04:00 | 2026-09-06T01:00-03:00 2026-09-07T00:00-03:00
            a day that does not exist         | daily 1 10:00  | Pacific/Apia | 2011-12-01T00:00 | 2011-12-29T11:00-10:00 | 2011-12-31T00:00+14:00 2011-12-31T10:00+14:00
            a start within the repeated hour  | daily 1 01:30  | America/New_York | 2026-11-01T01:45 | 2026-10-01T00:00Z | 2026-11-02T01:30-05:00
            # Days
            every day, later today            | daily 1 09:00  | UTC | | 2026-01-05T08:59:59Z | 2026-01-05T09:00Z 2026-01-06T09:00Z
            asked at the very moment          | daily 1 09:00  | UTC | | 2026-01-05T09:00Z | 2026-01-06T09:00Z
            every third day from the first on | daily 3 09:00  | UTC | | 2026-01-05T10:00Z | 2026-01-07T09:00Z 2026-01-10T09:00Z
            every third day over a leap day   | daily 3 09:00  | UTC | 2028-02-27T00:00 | 2028-02-27T10:00Z | 2028-03-01T09:00Z 2028-03-04T09:00Z
            every 365 days                    | daily 365 09:00 | UTC | | 2026-01-01T10:00Z | 2027-01-01T09:00Z 2028-01-01T09:00Z 2028-12-31T09:00Z
            # Weeks and months
            weekly on two days                | weekly MONDAY,THURSDAY 18:00 | UTC | | 2026-01-05T18:00Z | 2026-01-08T18:00Z 2026-01-12T18:00Z
            weekly, a week later              | weekly MONDAY 18:00 | UTC | | 2026-01-05T18:00Z | 2026-01-12T18:00Z
            the 31st in shorter months        | monthly 31 09:00 | UTC | | 2026-01-31T09:00Z | 2026-02-28T09:00Z 2026-03-31T09:00Z 2026-04-30T09:00Z
            the 30th in a leap February       | monthly 30 09:00 | UTC | | 2028-01-30T09:00Z | 2028-02-29T09:00Z 2028-03-30T09:00Z
            the 29th in a common February     | monthly 29 09:00 | UTC | | 2027-02-01T00:00Z | 2027-02-28T09:00Z 2027-03-29T09:00Z
            the 1st over the year's end       | monthly 1 00:00 | UTC | | 2026-12-15T00:00Z | 2027-01-01T00:00Z
            # Cron
            cron on working days              | cron 30 9 * * 1-5 | Europe/Warsaw | | 2026-01-09T10:00+01:00 | 2026-01-12T09:30+01:00 2026-01-13T09:30+01:00
            cron on leap days                 | cron 0 9 29 2 * | UTC | | 2026-01-01T00:00Z | 2028-02-29T09:00Z 2032-02-29T09:00Z
            cron on a date no year has        | cron 0 9 30 2 * | UTC | | 2026-01-01T00:00Z | none
            # Start and end
            not before the start              | daily 1 09:00 | UTC | 2026-05-01T09:01 | 2026-01-01T00:00Z | 2026-05-02T09:00Z
            at the start                      | daily 1 09:00 | UTC | 2026-05-01T09:00 | 2026-01-01T00:00Z | 2026-05-01T09:00Z
            at the end, not after it          | daily 1 09:00 | UTC | 2026-05-01T00:00/2026-05-02T09:00 | 2026-01-01T00:00Z | 2026-05-01T09:00Z 2026-05-02T09:00Z none
            nothing between start and end     | weekly MONDAY 09:00 | UTC | 2026-05-05T00:00/2026-05-08T00:00 | 2026-01-01T00:00Z | none
            once, in the past                 | once 2026-05-01T09:00 | UTC | | 2026-05-01T09:00Z | none
            """;

    static Stream<Arguments> runs() {
        return RUNS.lines().filter(line -> !line.startsWith("#")).map(line -> {
            String[] cells = line.split("\\|");
            return arguments(
                    cells[0].strip(),
                    schedule(cells[1].strip(), cells[2].strip(), cells[3].strip()),
                    cells[4].strip(),
                    cells[5].strip().split(" "));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void runsFollow(String name, Recurrence recurrence, String after, String[] expected) {
        Instant time = instant(after);
        for (String run : expected) {
            Optional<Instant> next = recurrence.next(time);
            assertThat(next).isEqualTo(run.equals("none") ? Optional.empty() : Optional.of(instant(run)));
            time = next.orElse(time);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void survivesItsStoredForm(String name, Recurrence recurrence, String after, String[] expected) {
        assertThat(Json.read(Json.write(recurrence), Recurrence.class)).isEqualTo(recurrence);
    }

    @ParameterizedTest(name = "{0}: {2} … {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # Schedule, time zone, first missed run, the present, the run to make up for
                    daily 1 09:00     | UTC | 2026-01-05T09:00Z | 2026-01-05T09:00Z    | 2026-01-05T09:00Z
                    daily 1 09:00     | UTC | 2026-01-05T09:00Z | 2026-01-05T09:00:01Z | 2026-01-05T09:00Z
                    daily 1 09:00     | UTC | 2026-01-05T09:00Z | 2026-01-08T08:59Z    | 2026-01-07T09:00Z
                    daily 1 09:00     | UTC | 2026-01-05T09:00Z | 2026-01-08T09:00Z    | 2026-01-08T09:00Z
                    monthly 31 09:00  | UTC | 2026-01-31T09:00Z | 2026-04-01T00:00Z    | 2026-03-31T09:00Z
                    cron * * * * *    | UTC | 2026-01-01T00:00Z | 2026-12-31T23:59:30Z | 2026-12-31T23:59Z
                    daily 1 02:30     | America/New_York | 2026-03-06T02:30-05:00 | 2026-03-08T03:20-04:00 | 2026-03-08T03:00-04:00
                    """)
    void makesUpForTheLatestMissedRunOnly(String schedule, String zone, String first, String now, String latest) {
        assertThat(schedule(schedule, zone, "").latestDue(instant(first), instant(now)))
                .isEqualTo(instant(latest));
    }

    @Test
    void makesUpForNoneAfterTheEnd() {
        assertThat(schedule("daily 1 09:00", "UTC", "2026-01-01T00:00/2026-01-06T00:00")
                        .latestDue(instant("2026-01-04T09:00Z"), instant("2026-02-01T00:00Z")))
                .isEqualTo(instant("2026-01-05T09:00Z"));
    }

    @Test
    void findsTheLatestOfAYearOfMinutesAtOnce() {
        assertTimeout(Duration.ofSeconds(5), () -> schedule("cron * * * * *", "America/New_York", "")
                .latestDue(instant("2025-12-31T00:00Z"), instant("2026-12-31T00:00Z")));
    }

    @Test
    void listsUpcomingRunsAsFarAsThereAreAny() {
        Recurrence recurrence = schedule("daily 1 09:00", "UTC", "2026-05-01T00:00/2026-05-03T00:00");
        assertThat(recurrence.upcoming(instant("2026-01-01T00:00Z"), 5))
                .containsExactly(instant("2026-05-01T09:00Z"), instant("2026-05-02T09:00Z"));
        assertThat(schedule("daily 1 09:00", "UTC", "").upcoming(instant("2026-01-01T10:00Z"), 5))
                .hasSize(5)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    daily 0 09:00        |                                   | schedule_every
                    daily 366 09:00      |                                   | schedule_every
                    weekly , 09:00       |                                   | schedule_days
                    monthly 0 09:00      |                                   | schedule_month_day
                    monthly 32 09:00     |                                   | schedule_month_day
                    cron x               |                                   | schedule_cron
                    cron 61 * * * *      |                                   | schedule_cron
                    cron 0 9 * * 1 2026  |                                   | schedule_cron
                    daily 1 09:00        | 2026-05-02T00:00/2026-05-01T00:00 | schedule_till
                    """)
    void refusesWhatMakesNoSchedule(String schedule, String span, String code) {
        refuses(schedule(schedule, "UTC", span == null ? "" : span), code);
    }

    @Test
    void refusesWhatIsMissing() {
        LocalDateTime start = LocalDateTime.parse(START);
        refuses(new Recurrence(new Daily(1, null), ZoneOffset.UTC, start, null), "schedule_time");
        refuses(new Recurrence(new Daily(1, LocalTime.NOON), ZoneOffset.UTC, null, null), "schedule_start");
        refuses(new Recurrence(new Once(null), ZoneOffset.UTC, start, null), "schedule_start");
        refuses(new Recurrence(new CronPattern(""), ZoneOffset.UTC, start, null), "schedule_cron");
    }

    private static void refuses(Recurrence recurrence, String code) {
        assertThatThrownBy(recurrence::check).isInstanceOfSatisfying(BusinessException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void acceptsTheRest(String name, Recurrence recurrence, String after, String[] expected) {
        assertThatCode(recurrence::check).doesNotThrowAnyException();
    }

    /** @param span start, and after a slash the end; empty for the usual start */
    private static Recurrence schedule(String text, String zone, String span) {
        String[] words = text.split(" ", 2);
        RecurrencePattern pattern = pattern(words[0], words[1]);
        String[] ends = span.isEmpty() ? new String[] {pattern instanceof Once ? words[1] : START} : span.split("/");
        return new Recurrence(
                pattern,
                ZoneId.of(zone),
                LocalDateTime.parse(ends[0]),
                ends.length > 1 ? LocalDateTime.parse(ends[1]) : null);
    }

    private static RecurrencePattern pattern(String kind, String rest) {
        String[] words = rest.split(" ");
        return switch (kind) {
            case "daily" -> new Daily(Integer.parseInt(words[0]), LocalTime.parse(words[1]));
            case "weekly" ->
                new Weekly(
                        Stream.of(words[0].split(",")).map(DayOfWeek::valueOf).collect(Collectors.toSet()),
                        LocalTime.parse(words[1]));
            case "monthly" -> new Monthly(Integer.parseInt(words[0]), LocalTime.parse(words[1]));
            case "once" -> new Once(LocalDateTime.parse(rest));
            case "cron" -> new CronPattern(rest);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
