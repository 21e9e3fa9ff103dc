package org.heliograph.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** CSV (RFC 4180) in UTF-8, with the byte order mark by which Excel knows it. */
final class CsvTable implements TableWriter {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final ExportLayout layout;
    private final CsvWriter csv;

    CsvTable(OutputStream stream, ExportLayout layout) throws IOException {
        this.layout = layout;
        Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        writer.write(BYTE_ORDER_MARK);
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(writer);
        csv.writeRecord(layout.columns().stream()
                .map(column -> Cells.withoutFormula(column.label()))
                .toList());
    }

    @Override
    public void write(Map<String, Object> row) {
        List<String> texts = layout.columns().stream()
                .map(column -> Cells.withoutFormula(Cells.text(row.get(column.key()), column, layout)))
                .toList();
        csv.writeRecord(texts);
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
