package org.heliograph.export;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.heliograph.platform.grid.GridColumn;

/**
 * How the file shows the table, in the language and the time zone of the user who asked for it.
 *
 * @param yes text of a true value
 * @param no text of a false value
 */
public record ExportLayout(List<Column> columns, ZoneId zone, String yes, String no) {

    /**
     * A column of the file.
     *
     * @param key of the grid's column
     * @param texts of the values that a STATUS can have
     */
    public record Column(String key, String label, GridColumn.Type type, Map<String, String> texts) {}
}
