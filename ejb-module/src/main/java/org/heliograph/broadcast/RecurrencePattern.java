package org.heliograph.broadcast;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.heliograph.platform.error.InvalidException;

/** What repeats, on the wall clock of a place: knows no time zone, so every day has 24 hours. Stored as JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RecurrencePattern.Once.class, name = "once"),
    @JsonSubTypes.Type(value = RecurrencePattern.Daily.class, name = "daily"),
    @JsonSubTypes.Type(value = RecurrencePattern.Weekly.class, name = "weekly"),
    @JsonSubTypes.Type(value = RecurrencePattern.Monthly.class, name = "monthly"),
    @JsonSubTypes.Type(value = RecurrencePattern.CronPattern.class, name = "cron")
})
public sealed interface RecurrencePattern {

    /**
     * The first time after the given one.
     *
     * @param anchor the day from which periods of several days are counted
     */
    Optional<LocalDateTime> next(LocalDateTime after, LocalDate anchor);

    /** @throws InvalidException naming the input that makes no pattern */
    void check();

    /** A single time. */
    record Once(LocalDateTime at) implements RecurrencePattern {

        @Override
        public Optional<LocalDateTime> next(LocalDateTime after, LocalDate anchor) {
            return Optional.of(at).filter(time -> time.isAfter(after));
        }

        @Override
        public void check() {
            require(at != null, "schedule_start", "scheduleFrom");
        }
    }

    /**
     * On the anchor and every so many days after it.
     *
     * @param every 1 to 365 days
     */
    record Daily(int every, LocalTime time) implements RecurrencePattern {

        public static final int MAX_DAYS = 365;

        @Override
        public Optional<LocalDateTime> next(LocalDateTime after, LocalDate anchor) {
            long passed = Math.max(0, ChronoUnit.DAYS.between(anchor, after.toLocalDate()));
            LocalDateTime candidate = anchor.plusDays(passed - passed % every).atTime(time);
            return Optional.of(candidate.isAfter(after) ? candidate : candidate.plusDays(every));
        }

        @Override
        public void check() {
            require(every >= 1 && every <= MAX_DAYS, "schedule_every", "scheduleEvery", MAX_DAYS);
            checkTime(time);
        }
    }

    /** On these days of every week. */
    record Weekly(Set<DayOfWeek> days, LocalTime time) implements RecurrencePattern {

        public Weekly {
            days = days == null ? Set.of() : new TreeSet<>(days);
        }

        @Override
        public Optional<LocalDateTime> next(LocalDateTime after, LocalDate anchor) {
            return after.toLocalDate()
                    .datesUntil(after.toLocalDate().plusDays(8))
                    .filter(date -> days.contains(date.getDayOfWeek()))
                    .map(date -> date.atTime(time))
                    .filter(candidate -> candidate.isAfter(after))
                    .findFirst();
        }

        @Override
        public void check() {
            require(!days.isEmpty(), "schedule_days", "scheduleDays");
            checkTime(time);
        }
    }

    /**
     * On a day of every month; on its last day if the month is shorter, so that no month is left out.
     *
     * @param day 1 to 31; 31 is the last day of every month
     */
    record Monthly(int day, LocalTime time) implements RecurrencePattern {

        @Override
        public Optional<LocalDateTime> next(LocalDateTime after, LocalDate anchor) {
            YearMonth month = YearMonth.from(after);
            LocalDateTime candidate = in(month);
            return Optional.of(candidate.isAfter(after) ? candidate : in(month.plusMonths(1)));
        }

        private LocalDateTime in(YearMonth month) {
            return month.atDay(Math.min(day, month.lengthOfMonth())).atTime(time);
        }

        @Override
        public void check() {
            require(day >= 1 && day <= 31, "schedule_month_day", "scheduleMonthDay");
            checkTime(time);
        }
    }

    /** By a cron expression of five fields: minute, hour, day of month, month, day of week. */
    record CronPattern(String expression) implements RecurrencePattern {

        private static final CronParser PARSER =
                new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

        @Override
        public Optional<LocalDateTime> next(LocalDateTime after, LocalDate anchor) {
            return ExecutionTime.forCron(parsed())
                    .nextExecution(after.atZone(ZoneOffset.UTC))
                    .map(ZonedDateTime::toLocalDateTime);
        }

        private Cron parsed() {
            return PARSER.parse(expression).validate();
        }

        @Override
        public void check() {
            try {
                parsed();
            } catch (IllegalArgumentException e) {
                throw new InvalidException("schedule_cron", "scheduleCron");
            }
        }
    }

    private static void checkTime(LocalTime time) {
        require(time != null, "schedule_time", "scheduleTime");
    }

    private static void require(boolean holds, String code, String field, Object... values) {
        if (!holds) {
            throw new InvalidException(code, field, values);
        }
    }
}
