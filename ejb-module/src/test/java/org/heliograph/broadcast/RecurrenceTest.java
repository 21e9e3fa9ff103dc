package org.heliograph.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
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
import org.junit.jupiter.params.provider.MethodSource;

class RecurrenceTest {

    private static final String NEW_YORK = "America/New_York";
    private static final String WARSAW = "Europe/Warsaw";
    private static final String LORD_HOWE = "Australia/Lord_Howe";

    /** What is being tested, the schedule, from when one asks, and the runs that follow, as far as they are listed. */
    static Stream<Arguments> runs() {
        return Stream.of(
                // Clock changes: a skipped time runs at the first minute after the gap, a repeated one once.
                row("New York skips 2:30", daily(1, "02:30", NEW_YORK), "2026-03-07T12:00-05:00",
                        "2026-03-08T03:00-04:00", "2026-03-09T02:30-04:00"),
                row("New York skips 2:00", daily(1, "02:00", NEW_YORK), "2026-03-07T12:00-05:00",
                        "2026-03-08T03:00-04:00", "2026-03-09T02:00-04:00"),
                row("New York, 3:00 after the gap", daily(1, "03:00", NEW_YORK), "2026-03-07T12:00-05:00",
                        "2026-03-08T03:00-04:00", "2026-03-09T03:00-04:00"),
                row("New York has 1:30 twice", daily(1, "01:30", NEW_YORK), "2026-10-31T12:00-04:00",
                        "2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00"),
                row("asked between both 1:30", daily(1, "01:30", NEW_YORK), "2026-11-01T01:10-05:00",
                        "2026-11-02T01:30-05:00"),
                row("asked at the first 1:30", daily(1, "01:30", NEW_YORK), "2026-11-01T01:30-04:00",
                        "2026-11-02T01:30-05:00"),
                row("New York keeps 9:00 over the spring change", daily(1, "09:00", NEW_YORK), "2026-03-07T09:00-05:00",
                        "2026-03-08T09:00-04:00"),
                row("Warsaw skips 2:15", daily(1, "02:15", WARSAW), "2026-03-28T12:00+01:00",
                        "2026-03-29T03:00+02:00", "2026-03-30T02:15+02:00"),
                row("Warsaw has 2:15 twice", daily(1, "02:15", WARSAW), "2026-10-24T12:00+02:00",
                        "2026-10-25T02:15+02:00", "2026-10-26T02:15+01:00"),
                row("Warsaw, weekly in the gap", weekly("02:59", WARSAW, DayOfWeek.SUNDAY), "2026-03-24T00:00+01:00",
                        "2026-03-29T03:00+02:00", "2026-04-05T02:59+02:00"),
                row("Lord Howe skips 2:15, by half an hour", daily(1, "02:15", LORD_HOWE), "2026-10-03T12:00+10:30",
                        "2026-10-04T02:30+11:00", "2026-10-05T02:15+11:00"),
                row("Lord Howe has 1:45 twice", daily(1, "01:45", LORD_HOWE), "2026-04-04T12:00+11:00",
                        "2026-04-05T01:45+11:00", "2026-04-06T01:45+10:30"),
                row("Lord Howe keeps 2:30", daily(1, "02:30", LORD_HOWE), "2026-10-03T12:00+10:30",
                        "2026-10-04T02:30+11:00", "2026-10-05T02:30+11:00"),
                row("cron in the gap runs once", cron("*/10 * * * *", NEW_YORK), "2026-03-08T01:45-05:00",
                        "2026-03-08T01:50-05:00", "2026-03-08T03:00-04:00", "2026-03-08T03:10-04:00"),
                row("cron in the repeated hour runs once", cron("*/30 * * * *", NEW_YORK), "2026-11-01T01:20-04:00",
                        "2026-11-01T01:30-04:00", "2026-11-01T02:00-05:00"),
                row("cron over Lord Howe's half hour", cron("*/15 * * * *", LORD_HOWE), "2026-10-04T01:40+10:30",
                        "2026-10-04T01:45+10:30", "2026-10-04T02:30+11:00", "2026-10-04T02:45+11:00"),
                row("a single time in the gap", once("2026-03-08T02:30", NEW_YORK), "2026-03-01T00:00Z",
                        "2026-03-08T03:00-04:00", null),
                row("a single time that occurs twice", once("2026-10-25T02:30", WARSAW), "2026-03-01T00:00Z",
                        "2026-10-25T02:30+02:00", null),
                row("a midnight that does not exist", daily(1, "00:00", "America/Santiago"), "2026-09-05T12:00-04:00",
                        "2026-09-06T01:00-03:00", "2026-09-07T00:00-03:00"),
                row("a whole day that does not exist", daily(1, "10:00", "Pacific/Apia", "2011-12-01T00:00", null),
                        "2011-12-29T11:00-10:00", "2011-12-31T00:00+14:00", "2011-12-31T10:00+14:00"),
                // Days
                row("every day, later today", daily(1, "09:00", "UTC"), "2026-01-05T08:59:59Z",
                        "2026-01-05T09:00Z", "2026-01-06T09:00Z"),
                row("asked at the very moment", daily(1, "09:00", "UTC"), "2026-01-05T09:00Z", "2026-01-06T09:00Z"),
                row("every third day counts from the first", daily(3, "09:00", "UTC"), "2026-01-05T10:00Z",
                        "2026-01-07T09:00Z", "2026-01-10T09:00Z"),
                row("every third day over the end of February", daily(3, "09:00", "UTC", "2028-02-27T00:00", null),
                        "2028-02-27T10:00Z", "2028-03-01T09:00Z", "2028-03-04T09:00Z"),
                row("every 365 days", daily(365, "09:00", "UTC"), "2026-01-01T10:00Z", "2027-01-01T09:00Z",
                        "2028-01-01T09:00Z", "2028-12-31T09:00Z"),
                // Weeks
                row("weekly on two days", weekly("18:00", "UTC", DayOfWeek.MONDAY, DayOfWeek.THURSDAY),
                        "2026-01-05T18:00Z", "2026-01-08T18:00Z", "2026-01-12T18:00Z"),
                row("weekly, today a week later", weekly("18:00", "UTC", DayOfWeek.MONDAY), "2026-01-05T18:00Z",
                        "2026-01-12T18:00Z"),
                // Months
                row("the 31st in shorter months", monthly(31, "09:00"), "2026-01-31T09:00Z", "2026-02-28T09:00Z",
                        "2026-03-31T09:00Z", "2026-04-30T09:00Z"),
                row("the 30th in February of a leap year", monthly(30, "09:00"), "2028-01-30T09:00Z",
                        "2028-02-29T09:00Z", "2028-03-30T09:00Z"),
                row("the 29th in a common February", monthly(29, "09:00"), "2027-02-01T00:00Z", "2027-02-28T09:00Z",
                        "2027-03-29T09:00Z"),
                row("the 1st, over the year's end", monthly(1, "00:00"), "2026-12-15T00:00Z", "2027-01-01T00:00Z"),
                // Cron
                row("cron on working days", cron("30 9 * * 1-5", WARSAW), "2026-01-09T10:00+01:00",
                        "2026-01-12T09:30+01:00", "2026-01-13T09:30+01:00"),
                row("cron on leap days", cron("0 9 29 2 *", "UTC"), "2026-01-01T00:00Z", "2028-02-29T09:00Z",
                        "2032-02-29T09:00Z"),
                row("cron on a date no year has", cron("0 9 30 2 *", "UTC"), "2026-01-01T00:00Z", (String) null),
                // Borders
                row("not before the start", daily(1, "09:00", "UTC", "2026-05-01T09:01", null), "2026-01-01T00:00Z",
                        "2026-05-02T09:00Z"),
                row("at the start", daily(1, "09:00", "UTC", "2026-05-01T09:00", null), "2026-01-01T00:00Z",
                        "2026-05-01T09:00Z"),
                row("at the end, not after it", daily(1, "09:00", "UTC", "2026-05-01T00:00", "2026-05-02T09:00"),
                        "2026-01-01T00:00Z", "2026-05-01T09:00Z", "2026-05-02T09:00Z", null),
                row("no run between start and end",
                        weekly("09:00", "UTC", "2026-05-05T00:00", "2026-05-08T00:00", DayOfWeek.MONDAY),
                        "2026-01-01T00:00Z", (String) null),
                row("a start within the repeated hour",
                        daily(1, "01:30", NEW_YORK, "2026-11-01T01:45", null), "2026-10-01T00:00Z",
                        "2026-11-02T01:30-05:00"),
                row("a single time that has passed", once("2026-05-01T09:00", "UTC"), "2026-05-01T09:00Z",
                        (String) null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void runsFollow(String name, Recurrence recurrence, String after, String[] expected) {
        Instant time = instant(after);
        for (String run : expected) {
            assertThat(recurrence.next(time)).isEqualTo(java.util.Optional.ofNullable(run).map(RecurrenceTest::instant));
            time = run == null ? time : instant(run);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void survivesItsStoredForm(String name, Recurrence recurrence, String after, String[] expected) {
        assertThat(Json.read(Json.write(recurrence), Recurrence.class)).isEqualTo(recurrence);
    }

    /** First missed run, the present, and the one to make up for. */
    static Stream<Arguments> downtimes() {
        return Stream.of(
                arguments(daily(1, "09:00", "UTC"), "2026-01-05T09:00Z", "2026-01-05T09:00Z", "2026-01-05T09:00Z"),
                arguments(daily(1, "09:00", "UTC"), "2026-01-05T09:00Z", "2026-01-05T09:00:01Z", "2026-01-05T09:00Z"),
                arguments(daily(1, "09:00", "UTC"), "2026-01-05T09:00Z", "2026-01-08T08:59Z", "2026-01-07T09:00Z"),
                arguments(daily(1, "09:00", "UTC"), "2026-01-05T09:00Z", "2026-01-08T09:00Z", "2026-01-08T09:00Z"),
                arguments(monthly(31, "09:00"), "2026-01-31T09:00Z", "2026-04-01T00:00Z", "2026-03-31T09:00Z"),
                arguments(cron("* * * * *", "UTC"), "2026-01-01T00:00Z", "2026-12-31T23:59:30Z", "2026-12-31T23:59Z"),
                arguments(
                        daily(1, "09:00", "UTC", "2026-01-01T00:00", "2026-01-06T00:00"),
                        "2026-01-04T09:00Z",
                        "2026-02-01T00:00Z",
                        "2026-01-05T09:00Z"),
                arguments(
                        daily(1, "02:30", NEW_YORK),
                        "2026-03-06T02:30-05:00",
                        "2026-03-08T03:20-04:00",
                        "2026-03-08T03:00-04:00"));
    }

    @ParameterizedTest(name = "{1} … {2}")
    @MethodSource("downtimes")
    void makesUpForTheLatestMissedRunOnly(Recurrence recurrence, String first, String now, String latest) {
        assertThat(recurrence.latestDue(instant(first), instant(now))).isEqualTo(instant(latest));
    }

    @Test
    void findsTheLatestOfAYearOfMinutesAtOnce() {
        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> cron("* * * * *", NEW_YORK)
                        .latestDue(instant("2025-12-31T00:00Z"), instant("2026-12-31T00:00Z")));
    }

    @Test
    void listsUpcomingRunsAsFarAsThereAreAny() {
        Recurrence recurrence = daily(1, "09:00", "UTC", "2026-05-01T00:00", "2026-05-03T00:00");
        assertThat(recurrence.upcoming(instant("2026-01-01T00:00Z"), 5))
                .containsExactly(instant("2026-05-01T09:00Z"), instant("2026-05-02T09:00Z"));
        assertThat(daily(1, "09:00", "UTC").upcoming(instant("2026-01-01T10:00Z"), 5))
                .hasSize(5)
                .doesNotHaveDuplicates();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(daily(0, "09:00", "UTC"), "schedule_every"),
                arguments(daily(366, "09:00", "UTC"), "schedule_every"),
                arguments(recurrence(new Daily(1, null), "UTC", "2026-01-01T00:00", null), "schedule_time"),
                arguments(weekly("09:00", "UTC"), "schedule_days"),
                arguments(monthly(0, "09:00"), "schedule_month_day"),
                arguments(monthly(32, "09:00"), "schedule_month_day"),
                arguments(cron("", "UTC"), "schedule_cron"),
                arguments(cron("61 * * * *", "UTC"), "schedule_cron"),
                arguments(cron("0 9 * * 1 2026", "UTC"), "schedule_cron"),
                arguments(daily(1, "09:00", "UTC", "2026-05-02T00:00", "2026-05-01T00:00"), "schedule_till"),
                arguments(new Recurrence(new Once(null), ZoneId.of("UTC"), null, null), "schedule_missing"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refused")
    void refusesWhatMakesNoSchedule(Recurrence recurrence, String code) {
        assertThatThrownBy(recurrence::check)
                .isInstanceOfSatisfying(
                        BusinessException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void acceptsTheRest(String name, Recurrence recurrence, String after, String[] expected) {
        assertThatCode(recurrence::check).doesNotThrowAnyException();
    }

    private static Arguments row(String name, Recurrence recurrence, String after, String... expected) {
        return arguments(name, recurrence, after, expected == null ? new String[] {null} : expected);
    }

    private static Recurrence daily(int every, String time, String zone) {
        return daily(every, time, zone, "2026-01-01T00:00", null);
    }

    private static Recurrence daily(int every, String time, String zone, String from, String till) {
        return recurrence(new Daily(every, LocalTime.parse(time)), zone, from, till);
    }

    private static Recurrence weekly(String time, String zone, DayOfWeek... days) {
        return weekly(time, zone, "2026-01-01T00:00", null, days);
    }

    private static Recurrence weekly(String time, String zone, String from, String till, DayOfWeek... days) {
        Set<DayOfWeek> chosen = days.length == 0 ? Set.of() : EnumSet.of(days[0], days);
        return recurrence(new Weekly(chosen, LocalTime.parse(time)), zone, from, till);
    }

    private static Recurrence monthly(int day, String time) {
        return recurrence(new Monthly(day, LocalTime.parse(time)), "UTC", "2026-01-01T00:00", null);
    }

    private static Recurrence cron(String expression, String zone) {
        return recurrence(new CronPattern(expression), zone, "2026-01-01T00:00", null);
    }

    private static Recurrence once(String at, String zone) {
        return recurrence(new Once(LocalDateTime.parse(at)), zone, at, at);
    }

    private static Recurrence recurrence(RecurrencePattern pattern, String zone, String from, String till) {
        return new Recurrence(
                pattern, ZoneId.of(zone), LocalDateTime.parse(from), till == null ? null : LocalDateTime.parse(till));
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
