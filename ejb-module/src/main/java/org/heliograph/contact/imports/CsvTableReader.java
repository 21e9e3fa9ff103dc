package org.heliograph.contact.imports;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heliograph.platform.error.InvalidException;

/** CSV with any of the supported separators and line ends. */
final class CsvTableReader implements TableReader {

    /** A record longer than this is a quote that nobody closed. */
    private static final int RECORD_LENGTH = 1 << 20;

    private static final int BUFFER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private long number;
    private long line = 1;

    CsvTableReader(Path file, String encoding, char separator) throws IOException {
        reader = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(false)
                .allowUnclosedQuote(false)
                .trimWhitespacesAroundQuotes(true)
                .maxBufferSize(RECORD_LENGTH)
                .ofCsvRecord(characters(file, encoding));
        records = reader.iterator();
    }

    /** Undecodable bytes become the replacement character: a wrong encoding is seen in the preview. */
    private static Reader characters(Path file, String encoding) throws IOException {
        CharsetDecoder decoder = Charset.forName(encoding)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder), BUFFER);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    @Override
    public TableRow next() {
        try {
            while (records.hasNext()) {
                CsvRecord row = records.next();
                number++;
                line = row.getStartingLineNumber();
                TableRow result = new TableRow(number, row.getFields());
                if (!result.isBlank()) {
                    return result;
                }
            }
            return null;
        } catch (CsvParseException e) {
            throw new InvalidException("file_quotes", "file", brokenLine(e));
        } catch (UncheckedIOException e) {
            throw new InvalidException("file_unreadable", "file");
        }
    }

    private String brokenLine(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            Matcher matcher = LINE.matcher(String.valueOf(cause.getMessage()));
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return Long.toString(line + 1);
    }

    @Override
    public void close() throws IOException {
        records.close();
        reader.close();
    }
}
