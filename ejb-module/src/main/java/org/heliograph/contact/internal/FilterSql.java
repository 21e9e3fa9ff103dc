package org.heliograph.contact.internal;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.contact.ContactCondition;
import org.heliograph.contact.FilterField;
import org.heliograph.contact.TargetFilter;
import org.heliograph.platform.error.InvalidException;

/**
 * Turns the filters of a target into one condition over the contact {@code c}. Everything users typed, names of
 * attributes included, is bound.
 *
 * <p>Values of attributes are JSON of the attribute's type, so numbers compare as numbers; ISO dates compare as they
 * are, byte by byte.
 */
public final class FilterSql {

    private static final String TAG =
            "exists (select from contact_tag ct join tag t on t.id = ct.tag_id where ct.contact_id = c.id%s)";
    private static final String OPT_OUT = "exists (select from opt_out o where o.contact_id = c.id%s)";

    private final String prefix;
    private final Map<String, FilterField> fields;
    private final Map<String, Object> bindings = new LinkedHashMap<>();

    /**
     * @param prefix of the bindings' names
     * @param fields by key
     */
    public FilterSql(String prefix, Map<String, FilterField> fields) {
        this.prefix = prefix;
        this.fields = fields;
    }

    /**
     * No filter selects nobody: a target that lost its filters must not reach everyone.
     *
     * @throws InvalidException if a value does not fit its field, or the field is gone
     */
    public ContactCondition condition(List<TargetFilter> filters) {
        if (filters.isEmpty()) {
            return new ContactCondition("false", Map.of());
        }
        List<String> parts = filters.stream().map(this::part).toList();
        return new ContactCondition("(" + String.join(") and (", parts) + ")", bindings);
    }

    private String part(TargetFilter filter) {
        FilterField field = fields.get(filter.field());
        if (field == null) {
            throw new InvalidException("filter_unknown", "filters", name(filter));
        }
        return switch (filter.field()) {
            case "tag" -> related(TAG, " and lower(t.name) = lower(%s)", filter);
            case "optOut" -> related(OPT_OUT, " and o.channel = %s", filter);
            default -> scalar(field, filter);
        };
    }

    private String related(String exists, String equal, TargetFilter filter) {
        return switch (filter.operator()) {
            case EMPTY -> "not " + exists.formatted("");
            case NON_EMPTY -> exists.formatted("");
            case VALUE -> exists.formatted(equal.formatted(bindText(required(filter))));
            case RANGE -> throw new InvalidException("filter_range", "filters", name(filter));
        };
    }

    private String scalar(FilterField field, TargetFilter filter) {
        return switch (filter.operator()) {
            case EMPTY -> text(filter) + " is null";
            case NON_EMPTY -> text(filter) + " is not null";
            case VALUE -> equal(field, filter);
            case RANGE -> range(field, filter);
        };
    }

    private String equal(FilterField field, TargetFilter filter) {
        String value = required(filter);
        return switch (field.kind()) {
            case TEXT -> text(filter) + " ilike " + bindText("%" + escape(value) + "%");
            case CHOICE -> "lower(" + text(filter) + ") = lower(" + bindText(value) + ")";
            case NUMBER -> number(filter) + " = " + bind(parseNumber(filter, value));
            case YES_NO -> text(filter) + " = " + bindText(Boolean.toString(parseYesNo(filter, value)));
            case DATE -> range(field, TargetFilter.range(filter.field(), value, value));
        };
    }

    private String range(FilterField field, TargetFilter filter) {
        if (!field.rangeable()) {
            throw new InvalidException("filter_range", "filters", name(filter));
        }
        List<String> ends = new ArrayList<>();
        if (filter.from() != null && !filter.from().isBlank()) {
            ends.add(end(field, filter, ">=", filter.from().trim(), 0));
        }
        if (filter.to() != null && !filter.to().isBlank()) {
            ends.add(end(
                    field,
                    filter,
                    field.kind() == FilterField.Kind.DATE ? "<" : "<=",
                    filter.to().trim(),
                    1));
        }
        if (ends.isEmpty()) {
            throw new InvalidException("filter_value", "filters", name(filter));
        }
        return String.join(" and ", ends);
    }

    private String end(FilterField field, TargetFilter filter, String operator, String value, int days) {
        if (field.kind() == FilterField.Kind.NUMBER) {
            return number(filter) + " " + operator + " " + bind(parseNumber(filter, value));
        }
        String day = bindText(parseDay(filter, value).plusDays(days).toString());
        if (filter.attribute() != null) {
            return text(filter) + " collate \"C\" " + operator + " " + day;
        }
        return "c.created_at " + operator + " (" + day
                + "::timestamp at time zone (select time_zone from company where id = c.company_id))";
    }

    /** The value as text, null if there is none. */
    private String text(TargetFilter filter) {
        return switch (filter.field()) {
            case "phone" -> "c.phone";
            case "rcsCapable" -> "c.rcs_capable::text";
            case "createdAt" -> "c.created_at::text";
            default -> "(c.attributes ->> " + bindText(filter.attribute()) + ")";
        };
    }

    /** The value as a number; null if it is none, whatever else stands there. */
    private String number(TargetFilter filter) {
        String name = bindText(filter.attribute());
        return "(case when jsonb_typeof(c.attributes -> " + name + ") = 'number' then (c.attributes ->> " + name
                + ")::numeric end)";
    }

    private static String required(TargetFilter filter) {
        if (filter.value() == null || filter.value().isBlank()) {
            throw new InvalidException("filter_value", "filters", name(filter));
        }
        return filter.value().trim();
    }

    private static BigDecimal parseNumber(TargetFilter filter, String value) {
        try {
            return new BigDecimal(value.replace(',', '.'));
        } catch (NumberFormatException e) {
            throw new InvalidException("filter_number", "filters", value);
        }
    }

    private static LocalDate parseDay(TargetFilter filter, String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw new InvalidException("filter_date", "filters", value);
        }
    }

    private static boolean parseYesNo(TargetFilter filter, String value) {
        if (!"true".equals(value) && !"false".equals(value)) {
            throw new InvalidException("filter_value", "filters", name(filter));
        }
        return Boolean.parseBoolean(value);
    }

    private static String name(TargetFilter filter) {
        return filter.attribute() == null ? filter.field() : filter.attribute();
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private String bindText(String value) {
        return "cast(" + bind(value) + " as text)";
    }

    private String bind(Object value) {
        String name = prefix + bindings.size();
        bindings.put(name, value);
        return ":" + name;
    }
}
