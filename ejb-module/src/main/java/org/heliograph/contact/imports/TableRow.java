package org.heliograph.contact.imports;

import java.io.Serializable;
import java.util.List;

/**
 * A row of a file.
 *
 * @param number as a spreadsheet shows it, from 1; blank rows count
 */
public record TableRow(long number, List<String> cells) implements Serializable {

    /** The cell without the apostrophe that keeps spreadsheets from taking it for a formula; empty if there is none. */
    public String cell(int column) {
        if (column >= cells.size()) {
            return "";
        }
        return Formulas.unescape(cells.get(column));
    }

    public boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }

    long characters() {
        return cells.stream().mapToLong(String::length).sum();
    }

    // Read by pages.
    public long getNumber() {
        return number;
    }

    public List<String> getCells() {
        return cells;
    }
}
