package org.heliograph.platform.grid;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.heliograph.platform.Ids;
import org.heliograph.platform.error.InvalidException;

/** Turns a definition and a query into SQL with bound values. */
final class GridSql {

    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final GridDefinition definition;
    private final GridQuery query;
    private final ZoneId zone;
    private final Map<String, Object> bindings = new LinkedHashMap<>();
    private final String where;

    GridSql(GridDefinition definition, GridQuery query, ZoneId zone) {
        this.definition = definition;
        this.query = query;
        this.zone = zone;
        this.where = conditions();
    }

    Map<String, Object> bindings() {
        return bindings;
    }

    String rows() {
        return select() + " order by " + order();
    }

    /** The rows with smaller keys than the bound {@code after}, or all if that is null, the largest first. */
    String rowsAfter(boolean first) {
        boolean conditioned = !where.isEmpty() || hasConditions(definition.from());
        String key = first ? "" : (conditioned ? " and " : " where ") + definition.id() + " < :after";
        return select() + key + " order by " + definition.id() + " desc";
    }

    String select() {
        String columns = definition.columns().stream()
                .map(column -> column.sql() + " as \"" + column.key() + "\"")
                .collect(Collectors.joining(", "));
        return "select " + definition.id() + " as \"id\", " + columns + " from " + definition.from() + where;
    }

    String ids() {
        return "select " + definition.id() + " from " + definition.from() + where;
    }

    private String order() {
        return definition
                .findColumn(query.sort() == null ? "" : query.sort())
                .filter(GridColumn::sortable)
                .map(column -> column.timeKey() != null
                        ? column.timeKey() + (query.descending() ? " desc" : "")
                        : column.sql()
                                + (query.descending() ? " desc nulls last, " : " asc nulls first, ")
                                + definition.id()
                                + (query.descending() ? " desc" : ""))
                .orElse(definition.order());
    }

    private String conditions() {
        List<String> conditions = new ArrayList<>();
        for (GridFilter filter : query.filters()) {
            definition
                    .findColumn(filter.column())
                    .ifPresent(column -> conditions.add("(" + condition(column, filter) + ")"));
        }
        if (conditions.isEmpty()) {
            return "";
        }
        String glue = hasConditions(definition.from()) ? " and " : " where ";
        return glue + String.join(" and ", conditions);
    }

    private static boolean hasConditions(String from) {
        return from.matches("(?is).*\\bwhere\\b.*");
    }

    private String condition(GridColumn column, GridFilter filter) {
        String sql = column.sql();
        boolean list = column.type() == GridColumn.Type.LIST;
        return switch (filter.operator()) {
            case EMPTY ->
                list
                        ? "coalesce(cardinality(" + sql + "), 0) = 0"
                        : "(" + sql + ") is null or (" + sql + ")::text = ''";
            case NON_EMPTY ->
                list ? "cardinality(" + sql + ") > 0" : "(" + sql + ") is not null and (" + sql + ")::text <> ''";
            case RANGE -> range(column, filter);
            case VALUE ->
                value(column, filter.value() == null ? "" : filter.value().trim());
        };
    }

    private String value(GridColumn column, String value) {
        String sql = column.sql();
        return switch (column.type()) {
            case STATUS -> "(" + sql + ")::text = " + bind(value);
            case YES_NO -> "(" + sql + ") = " + bind(Boolean.valueOf(value));
            case NUMBER -> "(" + sql + ") = " + bind(number(column, value));
            case LIST ->
                "exists (select from unnest(" + sql + ") item where item ilike " + bind(substring(value)) + ")";
            case DATE_TIME ->
                "to_char((" + sql + ") at time zone " + bind(zone.getId()) + ", 'DD.MM.YYYY HH24:MI:SS') like "
                        + bind(substring(value));
            case DATE -> "to_char((" + sql + "), 'DD.MM.YYYY') like " + bind(substring(value));
            default -> "(" + sql + ")::text ilike " + bind(substring(value));
        };
    }

    private String range(GridColumn column, GridFilter filter) {
        List<String> ends = new ArrayList<>();
        if (filter.from() != null && !filter.from().isBlank()) {
            ends.add("(" + column.sql() + ") >= "
                    + bind(end(column, filter.from().trim(), false)));
        }
        if (filter.to() != null && !filter.to().isBlank()) {
            ends.add("(" + column.sql() + ") " + (isDay(filter.to()) ? "<" : "<=") + " "
                    + bind(end(column, filter.to().trim(), true)));
        }
        if (column.timeKey() != null) {
            ends.addAll(keyRange(column, filter));
        }
        return ends.isEmpty() ? "true" : String.join(" and ", ends);
    }

    /** The range of ids made in the range of time; ids are made up to a minute before or after the time is noted. */
    private List<String> keyRange(GridColumn column, GridFilter filter) {
        List<String> ends = new ArrayList<>();
        if (filter.from() != null && !filter.from().isBlank()) {
            OffsetDateTime from = (OffsetDateTime) end(column, filter.from().trim(), false);
            ends.add(
                    column.timeKey() + " >= " + bind(Ids.lowest(from.toInstant().minus(MARGIN))));
        }
        if (filter.to() != null && !filter.to().isBlank()) {
            OffsetDateTime to = (OffsetDateTime) end(column, filter.to().trim(), true);
            ends.add(column.timeKey() + " < " + bind(Ids.lowest(to.toInstant().plus(MARGIN))));
        }
        return ends;
    }

    private Object end(GridColumn column, String text, boolean upper) {
        try {
            return switch (column.type()) {
                case NUMBER -> number(column, text);
                case DATE -> isDay(text) && upper ? LocalDate.parse(text).plusDays(1) : LocalDate.parse(text);
                case DATE_TIME ->
                    isDay(text)
                            ? LocalDate.parse(text)
                                    .plusDays(upper ? 1 : 0)
                                    .atStartOfDay(zone)
                                    .toOffsetDateTime()
                            : LocalDateTime.parse(text)
                                    .truncatedTo(ChronoUnit.SECONDS)
                                    .atZone(zone)
                                    .toOffsetDateTime();
                default -> text;
            };
        } catch (DateTimeException e) {
            throw new InvalidException("filter_date", column.key(), text);
        }
    }

    private static boolean isDay(String text) {
        return text.trim().matches("\\d{4}-\\d{2}-\\d{2}");
    }

    /** A whole number stays one, since an index on a whole column serves no comparison with a fraction. */
    private static Number number(GridColumn column, String text) {
        try {
            return text.matches("-?\\d{1,18}")
                    ? (Number) Long.valueOf(text)
                    : new java.math.BigDecimal(text.replace(',', '.'));
        } catch (NumberFormatException e) {
            throw new InvalidException("filter_number", column.key(), text);
        }
    }

    private static String substring(String value) {
        return "%" + value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private String bind(Object value) {
        String name = "grid" + bindings.size();
        bindings.put(name, value);
        return ":" + name;
    }
}
