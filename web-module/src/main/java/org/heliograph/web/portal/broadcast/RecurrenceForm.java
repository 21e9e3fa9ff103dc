package org.heliograph.web.portal.broadcast;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.broadcast.Recurrence;
import org.heliograph.broadcast.RecurrencePattern;
import org.heliograph.broadcast.RecurrencePattern.CronPattern;
import org.heliograph.broadcast.RecurrencePattern.Daily;
import org.heliograph.broadcast.RecurrencePattern.Monthly;
import org.heliograph.broadcast.RecurrencePattern.Once;
import org.heliograph.broadcast.RecurrencePattern.Weekly;

/** A template's schedule as it is edited. What the chosen kind does not need is kept until the page is left. */
public class RecurrenceForm implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Kinds of schedules. */
    public enum Repeat {
        NONE,
        ONCE,
        DAILY,
        WEEKLY,
        MONTHLY,
        CRON
    }

    private Repeat repeat = Repeat.NONE;
    private String zone;
    private LocalDateTime from;
    private LocalDateTime till;
    private LocalTime time = LocalTime.of(9, 0);
    private int every = 1;
    private List<String> days = new ArrayList<>();
    private int monthDay = 1;
    private String cron;

    /** No schedule yet; others start in the next minute. */
    RecurrenceForm(ZoneId zone) {
        this.zone = zone.getId();
        from = LocalDateTime.now(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    }

    void load(Recurrence recurrence) {
        zone = recurrence.zone().getId();
        from = recurrence.from();
        till = recurrence.till();
        RecurrencePattern pattern = recurrence.pattern();
        if (pattern instanceof Once) {
            repeat = Repeat.ONCE;
            till = null;
        } else if (pattern instanceof Daily daily) {
            repeat = Repeat.DAILY;
            every = daily.every();
            time = daily.time();
        } else if (pattern instanceof Weekly weekly) {
            repeat = Repeat.WEEKLY;
            days = new ArrayList<>(weekly.days().stream().map(DayOfWeek::name).toList());
            time = weekly.time();
        } else if (pattern instanceof Monthly monthly) {
            repeat = Repeat.MONTHLY;
            monthDay = monthly.day();
            time = monthly.time();
        } else if (pattern instanceof CronPattern expression) {
            repeat = Repeat.CRON;
            cron = expression.expression();
        }
    }

    /** Null for no schedule. */
    Recurrence toRecurrence() {
        RecurrencePattern pattern =
                switch (repeat) {
                    case NONE -> null;
                    case ONCE -> new Once(from);
                    case DAILY -> new Daily(every, time);
                    case WEEKLY ->
                        new Weekly(
                                days.stream().map(DayOfWeek::valueOf).collect(Collectors.toCollection(TreeSet::new)),
                                time);
                    case MONTHLY -> new Monthly(monthDay, time);
                    case CRON -> new CronPattern(cron == null ? "" : cron.strip());
                };
        return pattern == null
                ? null
                : new Recurrence(pattern, ZoneId.of(zone), from, repeat == Repeat.ONCE ? from : till);
    }

    public List<Integer> getMonthDays() {
        return IntStream.rangeClosed(1, 31).boxed().toList();
    }

    public Repeat[] getRepeats() {
        return Repeat.values();
    }

    public Repeat getRepeat() {
        return repeat;
    }

    public void setRepeat(Repeat repeat) {
        this.repeat = repeat;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(String zone) {
        this.zone = zone;
    }

    public LocalDateTime getFrom() {
        return from;
    }

    public void setFrom(LocalDateTime from) {
        this.from = from;
    }

    public LocalDateTime getTill() {
        return till;
    }

    public void setTill(LocalDateTime till) {
        this.till = till;
    }

    public LocalTime getTime() {
        return time;
    }

    public void setTime(LocalTime time) {
        this.time = time;
    }

    public int getEvery() {
        return every;
    }

    public void setEvery(int every) {
        this.every = every;
    }

    public List<String> getDays() {
        return days;
    }

    public void setDays(List<String> days) {
        this.days = days == null ? new ArrayList<>() : days;
    }

    public int getMonthDay() {
        return monthDay;
    }

    public void setMonthDay(int monthDay) {
        this.monthDay = monthDay;
    }

    public String getCron() {
        return cron;
    }

    public void setCron(String cron) {
        this.cron = cron;
    }
}
