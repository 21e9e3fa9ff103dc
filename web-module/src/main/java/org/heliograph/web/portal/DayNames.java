package org.heliograph.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.Map;

/** Short names of the days of the week, to choose from. */
@Named
@RequestScoped
public class DayNames {

    @Inject
    private SessionBean session;

    /** Values by name, Monday first. */
    public Map<String, String> getChoices() {
        Map<String, String> names = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            names.put(of(day), day.name());
        }
        return names;
    }

    public String of(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT_STANDALONE, session.getLocale());
    }
}
