package org.heliograph.export;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.stream.Collectors;
import org.heliograph.platform.grid.GridColumn.Type;

/** Values as texts of a file. */
final class Cells {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    /** What makes a spreadsheet take a text for a formula. */
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private Cells() {}

    static String text(Object value, ExportLayout.Column column, ExportLayout layout) {
        if (value == null) {
            return "";
        }
        if (value instanceof Instant instant) {
            return DATE_TIME.format(instant.atZone(layout.zone()));
        }
        if (value instanceof LocalDate date) {
            return DATE.format(date);
        }
        if (value instanceof Boolean flag) {
            return flag ? layout.yes() : layout.no();
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return column.type() == Type.STATUS
                ? column.texts().getOrDefault(value.toString(), value.toString())
                : value.toString();
    }

    /**
     * A text that no spreadsheet runs as a formula: one that starts like a formula gets an apostrophe in front (OWASP, CSV
     * injection). A sign followed by nothing but digits is left alone: it is a number to every program, and phone numbers
     * survive a round trip.
     */
    static String withoutFormula(String text) {
        if (text.isEmpty() || FORMULA_STARTS.indexOf(text.charAt(0)) < 0 || isSignedNumber(text)) {
            return text;
        }
        return "'" + text;
    }

    private static boolean isSignedNumber(String text) {
        boolean signed = text.charAt(0) == '+' || text.charAt(0) == '-';
        return signed
                && text.length() > 1
                && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9' || c == '.')
                && text.chars().filter(c -> c == '.').count() <= 1;
    }
}
