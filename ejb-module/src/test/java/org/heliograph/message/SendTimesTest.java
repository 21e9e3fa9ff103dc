package org.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.channel.SendBy;
import org.heliograph.platform.PhoneZones;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendTimesTest {

    private static final Instant NOON = instant("2026-01-14T12:00Z");
    private static final ZoneId HOME = ZoneId.of("Europe/Warsaw");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # What is tested, the window, its time zones, the present and the first moment that is allowed
                    within               | 09:00-20:00 | Europe/Warsaw    | 2026-01-14T10:00Z      | 2026-01-14T10:00Z
                    before it opens      | 09:00-20:00 | America/New_York | 2026-01-14T10:00Z      | 2026-01-14T09:00-05:00
                    as it opens          | 09:00-20:00 | Europe/Warsaw    | 2026-01-14T09:00+01:00 | 2026-01-14T09:00+01:00
                    in its last minute   | 09:00-20:00 | Europe/Warsaw    | 2026-01-14T19:59+01:00 | 2026-01-15T09:00+01:00
                    after it             | 09:00-20:00 | Asia/Tokyo       | 2026-01-14T20:30+09:00 | 2026-01-15T09:00+09:00
                    both zones           | 09:00-20:00 | America/New_York,America/Los_Angeles | 2026-01-14T09:00-05:00 | 2026-01-14T09:00-08:00
                    both zones, next day | 09:00-20:00 | America/New_York,America/Los_Angeles | 2026-01-14T20:00-05:00 | 2026-01-15T09:00-08:00
                    zones too far apart  | 09:00-11:00 | America/New_York,Asia/Tokyo | 2026-01-14T09:00Z | never
                    New York, spring     | 09:00-20:00 | America/New_York | 2026-03-07T20:00-05:00 | 2026-03-08T09:00-04:00
                    New York, autumn     | 09:00-20:00 | America/New_York | 2026-10-31T20:00-04:00 | 2026-11-01T09:00-05:00
                    opens in a gap       | 02:30-20:00 | America/New_York | 2026-03-08T00:00-05:00 | 2026-03-08T03:00-04:00
                    closes in a gap      | 01:00-02:15 | America/New_York | 2026-03-08T03:01-04:00 | 2026-03-09T01:00-04:00
                    wholly in a gap      | 02:10-02:50 | Europe/Warsaw    | 2026-03-29T00:00+01:00 | 2026-03-30T02:10+02:00
                    opens twice          | 01:30-20:00 | America/New_York | 2026-11-01T01:40-04:00 | 2026-11-01T01:30-05:00
                    closes twice         | 00:10-01:30 | America/New_York | 2026-11-01T01:10-05:00 | 2026-11-02T00:10-05:00
                    overnight, evening   | 20:00-06:00 | Europe/Warsaw    | 2026-01-14T21:00+01:00 | 2026-01-14T21:00+01:00
                    overnight, morning   | 20:00-06:00 | Europe/Warsaw    | 2026-01-15T05:58+01:00 | 2026-01-15T05:58+01:00
                    overnight, at day    | 20:00-06:00 | Europe/Warsaw    | 2026-01-15T06:00+01:00 | 2026-01-15T20:00+01:00
                    till midnight        | 20:00-00:00 | Asia/Tokyo       | 2026-01-15T00:00+09:00 | 2026-01-15T20:00+09:00
                    Lord Howe, half hour | 01:45-20:00 | Australia/Lord_Howe | 2026-04-05T01:50+11:00 | 2026-04-05T01:45+10:30
                    """)
    void opensOnTheRecipientsClock(String name, String times, String zones, String now, String expected) {
        Set<ZoneId> set = Arrays.stream(zones.split(",")).map(ZoneId::of).collect(Collectors.toSet());
        assertThat(times(times, EnumSet.allOf(DayOfWeek.class)).earliest(instant(now), set))
                .isEqualTo(expected.equals("never") ? Optional.empty() : Optional.of(instant(expected)));
    }

    @Test
    void skipsTheDaysLeftOut() {
        SendTimes weekdays = times("09:00-20:00", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
        assertThat(weekdays.earliest(instant("2026-01-16T20:00+01:00"), Set.of(ZoneId.of("Europe/Warsaw"))))
                .contains(instant("2026-01-19T09:00+01:00"));
    }

    @Test
    void knowsWhereANumberIs() {
        assertThat(PhoneZones.of("+12125581001")).containsExactly(ZoneId.of("America/New_York"));
        assertThat(PhoneZones.of("+48512345678")).containsExactly(ZoneId.of("Europe/Warsaw"));
        assertThat(PhoneZones.of("+18005551234").size()).isGreaterThan(3);
    }

    @Test
    void usesTheCompanysTimeZoneForNumbersThatTellNone() {
        SendTimes afternoons = times("14:00-20:00", EnumSet.allOf(DayOfWeek.class));
        assertThat(Stream.of("+88161234567", "+999")
                        .filter(phone -> PhoneZones.of(phone).isEmpty()))
                .isNotEmpty()
                .allSatisfy(phone ->
                        assertThat(afternoons.earliest(NOON, phone)).contains(instant("2026-01-14T14:00+01:00")));
    }

    @Test
    void aCompanyWithoutAWindowSendsAtOnce() {
        assertThat(new SendTimes(List.of(), HOME).earliest(NOON, "+12125581001"))
                .contains(NOON);
    }

    @Test
    void aNightBelongsToTheDayOnWhichItStarts() {
        SendTimes fridays = times("20:00-06:00", EnumSet.of(DayOfWeek.FRIDAY));
        assertThat(fridays.earliest(instant("2026-01-17T03:00+01:00"), Set.of(HOME)))
                .contains(instant("2026-01-17T03:00+01:00"));
        assertThat(fridays.earliest(instant("2026-01-16T03:00+01:00"), Set.of(HOME)))
                .contains(instant("2026-01-16T20:00+01:00"));
    }

    @Test
    void allOfTheHoursHold() {
        SendHours company = hours("09:00-21:00", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY));
        SendHours own = hours("19:00-23:00", EnumSet.range(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
        SendTimes both = new SendTimes(List.of(company, own), HOME);
        assertThat(both.earliest(NOON, Set.of(HOME))).contains(instant("2026-01-17T19:00+01:00"));
        assertThat(both.earliest(instant("2026-01-17T21:00+01:00"), Set.of(HOME)))
                .contains(instant("2026-01-24T19:00+01:00"));
    }

    @Test
    void hoursThatNeverMeetAllowNothing() {
        SendHours morning = hours("09:00-12:00", EnumSet.allOf(DayOfWeek.class));
        SendHours evening = hours("19:00-23:00", EnumSet.allOf(DayOfWeek.class));
        assertThat(new SendTimes(List.of(morning, evening), HOME).earliest(NOON, Set.of(HOME)))
                .isEmpty();
    }

    /** Wherever the number may be, by whichever hours end first, and a moment before it. */
    @Test
    void whatIsClaimedIsHandedOverBeforeTheHoursEnd() {
        Instant moment = instant("2026-01-14T19:58+01:00");
        SendTimes until20 = times("09:00-20:00", EnumSet.allOf(DayOfWeek.class));
        assertThat(secondsLeft(until20.sendBy(moment, Set.of(HOME)))).isBetween(100L, 105L);
        assertThat(secondsLeft(until20.sendBy(moment, Set.of(HOME, ZoneId.of("Europe/London")))))
                .isBetween(100L, 105L);
        assertThat(secondsLeft(until20.sendBy(moment, Set.of(ZoneId.of("Europe/London")))))
                .isBetween(3_700L, 3_705L);
        SendTimes both = new SendTimes(
                List.of(until20.hours().get(0), hours("10:00-19:59:30", EnumSet.allOf(DayOfWeek.class))), HOME);
        assertThat(secondsLeft(both.sendBy(moment, "+48512345678"))).isBetween(70L, 75L);
        assertThat(new SendTimes(List.of(), HOME).sendBy(moment, "+48512345678").isOver())
                .isFalse();
        assertThat(SendBy.in(Duration.ZERO).isOver()).isTrue();
    }

    private static long secondsLeft(SendBy limit) {
        assertThat(limit.limited()).isTrue();
        assertThat(limit.isOver()).isFalse();
        return Duration.ofNanos(limit.nanoTime() - System.nanoTime()).toSeconds();
    }

    private static SendTimes times(String times, Set<DayOfWeek> days) {
        return new SendTimes(List.of(hours(times, days)), HOME);
    }

    private static SendHours hours(String times, Set<DayOfWeek> days) {
        String[] ends = times.split("-");
        return new SendHours(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]), days);
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
