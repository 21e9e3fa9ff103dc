package org.heliograph.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;

/** How values look, the same on every page: DD.MM.YYYY HH:mm:ss in the user's time zone. */
@Named("format")
@RequestScoped
public class Formats {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss");
    private static final DateTimeFormatter DATE_TIME_SHORT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    @Inject
    private SessionBean session;

    public String dateTime(Object value) {
        return value instanceof Instant instant ? DATE_TIME.format(instant.atZone(session.getTimeZone())) : "";
    }

    /** To the minute, where seconds would only be noise. */
    public String dateTimeShort(Object value) {
        return value instanceof Instant instant ? DATE_TIME_SHORT.format(instant.atZone(session.getTimeZone())) : "";
    }

    /** Of a moment that is today anyway. */
    public String time(Object value) {
        return value instanceof Instant instant ? TIME.format(instant.atZone(session.getTimeZone())) : "";
    }

    public String date(Object value) {
        return value instanceof LocalDate date ? DATE.format(date) : "";
    }

    public String number(Object value) {
        return value instanceof Number number
                ? NumberFormat.getInstance(session.getLocale()).format(number)
                : "";
    }

    /** The first of a list; the page shows how many more there are. */
    public Object first(Object value) {
        return value instanceof Collection<?> list && !list.isEmpty()
                ? list.iterator().next()
                : "";
    }

    public int more(Object value) {
        return value instanceof Collection<?> list ? Math.max(0, list.size() - 1) : 0;
    }

    public String joined(Object value) {
        return value instanceof Collection<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : "";
    }
}
