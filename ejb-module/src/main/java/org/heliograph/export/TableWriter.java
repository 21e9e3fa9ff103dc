package org.heliograph.export;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes a table row by row; the header comes by itself. A file is complete only when its writer was closed. */
public interface TableWriter extends Closeable {

    /** @param row values by column key, as grids give them */
    void write(Map<String, Object> row) throws IOException;

    /** The writer owns the stream and closes it. */
    static TableWriter open(ExportFormat format, OutputStream stream, ExportLayout layout) throws IOException {
        return switch (format) {
            case CSV -> new CsvTable(stream, layout);
            case XLSX -> new XlsxTable(stream, layout);
        };
    }
}
