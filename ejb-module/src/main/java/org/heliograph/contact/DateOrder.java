package org.heliograph.contact;

import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** How a text writes dates. ISO 8601 is understood besides, whichever is chosen. */
public enum DateOrder {
    ISO("uuuu-M-d"),
    /** 24.12.2025 */
    DAY_MONTH_YEAR("d.M.uuuu"),
    /** 12/24/2025 */
    MONTH_DAY_YEAR("M/d/uuuu");

    private final DateTimeFormatter format;

    DateOrder(String pattern) {
        format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    DateTimeFormatter format() {
        return format;
    }
}
