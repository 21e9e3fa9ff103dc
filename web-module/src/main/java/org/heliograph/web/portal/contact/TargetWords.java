package org.heliograph.web.portal.contact;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.heliograph.contact.TargetFilter;
import org.heliograph.web.portal.Formats;
import org.heliograph.web.portal.Messages;

/** Filters of targets as people read them. */
@Named
@RequestScoped
public class TargetWords {

    @Inject
    private Messages messages;

    @Inject
    private Formats formats;

    public String name(TargetFilter filter) {
        return filter.attribute() == null ? messages.text("target.field." + filter.field()) : filter.attribute();
    }

    public String value(TargetFilter filter) {
        return switch (filter.operator()) {
            case EMPTY -> messages.text("target.empty");
            case NON_EMPTY -> messages.text("target.nonEmpty");
            case VALUE -> plain(filter.value());
            case RANGE ->
                (filter.from() == null ? "…" : plain(filter.from())) + " – "
                        + (filter.to() == null ? "…" : plain(filter.to()));
        };
    }

    public String describe(TargetFilter filter) {
        return name(filter) + ": " + value(filter);
    }

    private String plain(String value) {
        if ("true".equals(value) || "false".equals(value)) {
            return messages.text("true".equals(value) ? "grid.yes" : "grid.no");
        }
        try {
            return value.length() == 10 ? formats.date(LocalDate.parse(value)) : value;
        } catch (DateTimeException e) {
            return value;
        }
    }
}
