package org.heliograph.platform.grid;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * A column.
 *
 * @param key name in rows, saved views and bundles
 * @param label text to show as it is, for columns users name themselves; null to look the key up in the bundles
 * @param sql expression over the definition's source; trusted text, never user input
 * @param choices values a STATUS can have, for its filter
 * @param timeKey for a time of creation, the UUIDv7 column that was made at that time (within a minute) and so has the
 *     same order: a range of the time becomes a range of ids, which finds partitions and indexes; else null
 */
public record GridColumn(
        String key,
        String label,
        Type type,
        String sql,
        List<String> choices,
        boolean hidden,
        boolean sortable,
        String timeKey)
        implements Serializable {

    /** How values are shown, filtered and exported. */
    public enum Type {
        TEXT,
        NUMBER,
        DATE,
        DATE_TIME,
        YES_NO,
        STATUS,
        /** An array of texts, the first shown and the rest counted. */
        LIST,
        /** Shown by the page itself, in a way of its own. */
        CUSTOM
    }

    public static GridColumn of(String key, Type type, String sql) {
        return new GridColumn(key, null, type, sql, List.of(), false, true, null);
    }

    public static GridColumn status(String key, String sql, List<String> choices) {
        return new GridColumn(key, null, Type.STATUS, sql, choices, false, true, null);
    }

    public static GridColumn status(String key, String sql, Enum<?>[] choices) {
        return status(key, sql, Stream.of(choices).map(Enum::name).toList());
    }

    public GridColumn labelled(String text) {
        return new GridColumn(key, text, type, sql, choices, hidden, sortable, timeKey);
    }

    /** Not shown until the user chooses it. */
    public GridColumn hiddenAtFirst() {
        return new GridColumn(key, label, type, sql, choices, true, sortable, timeKey);
    }

    public GridColumn unsorted() {
        return new GridColumn(key, label, type, sql, choices, hidden, false, timeKey);
    }

    /** See {@code timeKey}. */
    public GridColumn keyedBy(String uuidColumn) {
        return new GridColumn(key, label, type, sql, choices, hidden, sortable, uuidColumn);
    }

    // Read by pages, whose expression language knows getters only.
    public String getKey() {
        return key;
    }

    public String getLabel() {
        return label;
    }

    public String getType() {
        return type.name();
    }

    public List<String> getChoices() {
        return choices;
    }

    public boolean isSortable() {
        return sortable;
    }

    public boolean isNumber() {
        return type == Type.NUMBER;
    }

    public boolean isRangeable() {
        return type == Type.NUMBER || type == Type.DATE || type == Type.DATE_TIME;
    }
}
