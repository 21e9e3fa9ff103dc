package org.heliograph.contact.imports;

import java.io.Serializable;
import java.util.List;

/**
 * A row that cannot be imported.
 *
 * @param reason code of the error
 * @param field the attribute at fault; null for the number
 * @param value what stood there
 */
public record Rejection(long rowNumber, String reason, String field, String value, List<String> cells)
        implements Serializable {

    // Read by pages.
    public long getRowNumber() {
        return rowNumber;
    }

    public String getReason() {
        return reason;
    }

    public String getField() {
        return field;
    }

    public String getValue() {
        return value;
    }

    public List<String> getCells() {
        return cells;
    }
}
