package org.heliograph.contact.imports;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.heliograph.platform.error.InvalidException;

/** Reads a file row by row, in memory that does not grow with the file. Not for several threads. */
public interface TableReader extends Closeable {

    /** Columns a file may have. */
    int COLUMNS = 250;

    /** Rows a file may have. */
    long ROWS = 2_000_000;

    /**
     * The next row that is not blank, null after the last.
     *
     * @throws InvalidException if the file is broken here; the values of the error's text say where
     */
    TableRow next();

    /** Opens a file that {@link FileDetection} has found readable. */
    static TableReader open(Path file, ImportSettings settings) throws IOException {
        return settings.getFormat() == FileFormat.XLSX
                ? new XlsxTableReader(file)
                : new CsvTableReader(
                        file, settings.getEncoding(), settings.getSeparator().charAt(0));
    }
}
