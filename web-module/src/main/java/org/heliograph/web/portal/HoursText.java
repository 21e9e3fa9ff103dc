package org.heliograph.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DayOfWeek;
import java.util.stream.Collectors;
import org.heliograph.message.SendHours;

/** Sending hours in words: "20:00–06:00, Mon, Tue". */
@Named
@RequestScoped
public class HoursText {

    @Inject
    private DayNames days;

    public String of(SendHours hours) {
        String times = hours.from() + "\u2013" + hours.till();
        return hours.days().size() == DayOfWeek.values().length
                ? times
                : times + ", " + hours.days().stream().sorted().map(days::of).collect(Collectors.joining(", "));
    }
}
