package org.heliograph.web.portal;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.message.SendHours;

/** Hours of the day and days of the week, as a page asks for them; a switch tells whether there are any. */
public class HoursForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private boolean limited;
    private LocalTime from;
    private LocalTime till;
    private List<String> days =
            Stream.of(DayOfWeek.values()).map(DayOfWeek::name).toList();

    public HoursForm(LocalTime from, LocalTime till) {
        this.from = from;
        this.till = till;
    }

    /** @param hours null for none */
    public void load(SendHours hours) {
        limited = hours != null;
        if (limited) {
            from = hours.from();
            till = hours.till();
            days = hours.days().stream().sorted().map(DayOfWeek::name).toList();
        }
    }

    /** Null for none; not checked. */
    public SendHours toHours() {
        return limited
                ? new SendHours(
                        from, till, days.stream().map(DayOfWeek::valueOf).collect(Collectors.toSet()))
                : null;
    }

    public boolean isLimited() {
        return limited;
    }

    public void setLimited(boolean limited) {
        this.limited = limited;
    }

    public LocalTime getFrom() {
        return from;
    }

    public void setFrom(LocalTime from) {
        this.from = from;
    }

    public LocalTime getTill() {
        return till;
    }

    public void setTill(LocalTime till) {
        this.till = till;
    }

    public List<String> getDays() {
        return days;
    }

    public void setDays(List<String> days) {
        this.days = days == null ? List.of() : days;
    }
}
