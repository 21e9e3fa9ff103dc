package org.heliograph.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * XLSX, sheet after sheet of at most 1,048,576 rows (the format's limit). Texts are typed as texts, so no program takes one
 * for a formula; times are real times in the user's zone.
 */
final class XlsxTable implements TableWriter {

    private static final int FLUSH_ROWS = 1_000;
    /** The format's limit; a cell takes no longer text. */
    private static final int LONGEST_TEXT = 32_767;

    private final ExportLayout layout;
    private final OutputStream stream;
    private final Workbook workbook;
    private final int rowsPerSheet;
    private Worksheet sheet;
    private int sheets;
    private int rows;

    XlsxTable(OutputStream stream, ExportLayout layout) throws IOException {
        this(stream, layout, Worksheet.MAX_ROWS);
    }

    XlsxTable(OutputStream stream, ExportLayout layout, int rowsPerSheet) throws IOException {
        this.layout = layout;
        this.stream = stream;
        this.rowsPerSheet = rowsPerSheet;
        this.workbook = new Workbook(stream, "Heliograph", "1.0");
        nextSheet();
    }

    private void nextSheet() throws IOException {
        if (sheet != null) {
            sheet.finish();
        }
        sheets++;
        sheet = workbook.newWorksheet(Integer.toString(sheets));
        sheet.freezePane(0, 1);
        rows = 0;
        List<ExportLayout.Column> columns = layout.columns();
        for (int i = 0; i < columns.size(); i++) {
            sheet.inlineString(0, i, columns.get(i).label());
            sheet.style(0, i).bold().set();
            sheet.width(i, 20);
        }
        rows++;
    }

    @Override
    public void write(Map<String, Object> row) throws IOException {
        if (rows == rowsPerSheet) {
            nextSheet();
        }
        List<ExportLayout.Column> columns = layout.columns();
        for (int i = 0; i < columns.size(); i++) {
            write(i, row.get(columns.get(i).key()), columns.get(i));
        }
        rows++;
        if (rows % FLUSH_ROWS == 0) {
            sheet.flush();
        }
    }

    private void write(int cell, Object value, ExportLayout.Column column) {
        if (value == null) {
            return;
        }
        if (value instanceof Number number) {
            sheet.value(rows, cell, number);
        } else if (value instanceof Instant instant) {
            sheet.value(rows, cell, instant.atZone(layout.zone()).toLocalDateTime());
            sheet.style(rows, cell).format("dd.mm.yyyy hh:mm:ss").set();
        } else if (value instanceof LocalDate date) {
            sheet.value(rows, cell, date);
            sheet.style(rows, cell).format("dd.mm.yyyy").set();
        } else {
            String text = Cells.text(value, column, layout);
            sheet.inlineString(rows, cell, text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
        }
    }

    @Override
    public void close() throws IOException {
        try (stream) {
            sheet.finish();
            workbook.finish();
        }
    }
}
