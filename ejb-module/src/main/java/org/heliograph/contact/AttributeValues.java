package org.heliograph.contact;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads texts as values of an attribute's type: the one place for forms, imports and the API. Immutable. */
public final class AttributeValues {

    /** Longest text kept. */
    public static final int TEXT_LENGTH = 2_000;

    /** Longest address RFC 5321 can carry. */
    private static final int EMAIL_LENGTH = 254;

    private static final int NUMBER_DIGITS = 30;
    private static final Pattern EMAIL = Pattern.compile(
            "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]++(?:\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]++)*+"
                    + "@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)++[\\p{L}\\p{N}][\\p{L}\\p{N}-]{1,62}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)");
    private static final Set<String> YES =
            Set.of("yes", "y", "true", "t", "1", "on", "x", "sí", "si", "s", "verdadero");
    private static final Set<String> NO = Set.of("no", "n", "false", "f", "0", "off", "falso");

    private final AttributeType type;
    private final List<String> choices;
    private final DateOrder dates;

    private AttributeValues(AttributeType type, List<String> choices, DateOrder dates) {
        this.type = type;
        this.choices = List.copyOf(choices);
        this.dates = dates;
    }

    /**
     * @param choices of a LIST, else ignored
     */
    public static AttributeValues of(AttributeType type, List<String> choices, DateOrder dates) {
        return new AttributeValues(type, choices, dates);
    }

    /**
     * What a text is as a value.
     *
     * @param value String, BigDecimal or Boolean as the contact's JSON keeps it; null for an empty text
     * @param problem code of the error if the text does not fit, else null
     */
    public record Parsed(Object value, String problem) {
        private static final Parsed EMPTY = new Parsed(null, null);

        static Parsed of(Object value) {
            return new Parsed(value, null);
        }

        static Parsed wrong(String problem) {
            return new Parsed(null, problem);
        }
    }

    public Parsed parse(String text) {
        String trimmed = text == null ? "" : text.strip();
        if (trimmed.isEmpty()) {
            return Parsed.EMPTY;
        }
        return switch (type) {
            case TEXT -> trimmed.length() <= TEXT_LENGTH ? Parsed.of(clean(trimmed)) : Parsed.wrong("value_long");
            case EMAIL ->
                trimmed.length() <= EMAIL_LENGTH && EMAIL.matcher(trimmed).matches()
                        ? Parsed.of(trimmed)
                        : Parsed.wrong("value_email");
            case LIST -> choice(trimmed);
            case NUMBER -> number(trimmed);
            case DATE -> date(trimmed);
            case YES_NO -> yesNo(trimmed.toLowerCase(Locale.ROOT));
        };
    }

    /** PostgreSQL keeps no NUL in a text. */
    private static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    private Parsed choice(String text) {
        return choices.stream()
                .filter(choice -> choice.equalsIgnoreCase(text))
                .findFirst()
                .map(Parsed::of)
                .orElse(Parsed.wrong("value_choice"));
    }

    /** Takes 1234.5, 1,234.5 and 1234,5; a comma that could be either is a decimal comma only if no thousands fit it. */
    private static Parsed number(String text) {
        String plain = text.replace(" ", "").replace("\u00a0", "");
        if (plain.matches("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?")) {
            plain = plain.replace(",", "");
        } else if (plain.matches("[+-]?\\d{1,3}(\\.\\d{3}){2,}|[+-]?\\d{1,3}(\\.\\d{3})+,\\d+")) {
            plain = plain.replace(".", "").replace(',', '.');
        } else {
            plain = plain.replace(',', '.');
        }
        if (plain.length() > NUMBER_DIGITS || !NUMBER.matcher(plain).matches()) {
            return Parsed.wrong("value_number");
        }
        return Parsed.of(new BigDecimal(plain));
    }

    private Parsed date(String text) {
        for (DateOrder order : dates == DateOrder.ISO ? List.of(DateOrder.ISO) : List.of(dates, DateOrder.ISO)) {
            try {
                LocalDate date = LocalDate.parse(text, order.format());
                if (date.getYear() >= 1 && date.getYear() <= 9999) {
                    return Parsed.of(date.toString());
                }
            } catch (DateTimeException ignored) {
                continue;
            }
        }
        return Parsed.wrong("value_date");
    }

    private static Parsed yesNo(String word) {
        if (YES.contains(word)) {
            return Parsed.of(Boolean.TRUE);
        }
        return NO.contains(word) ? Parsed.of(Boolean.FALSE) : Parsed.wrong("value_yes_no");
    }
}
