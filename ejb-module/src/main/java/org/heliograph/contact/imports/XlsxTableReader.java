package org.heliograph.contact.imports;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.heliograph.platform.error.InvalidException;

/** The first sheet of an XLSX. Dates become ISO 8601, numbers plain digits, formulas their last result. */
final class XlsxTableReader implements TableReader {

    /** A number format that shows a day: has y or d outside of quotes, brackets and escapes. */
    private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"|\\[[^]]*]|\\\\.");

    private static final Pattern DAY = Pattern.compile("[yYdD]");

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private long number;

    XlsxTableReader(Path file) throws IOException {
        workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
        stream = workbook.getFirstSheet().openStream();
        rows = stream.iterator();
    }

    @Override
    public TableRow next() {
        try {
            while (rows.hasNext()) {
                Row row = rows.next();
                number = row.getRowNum();
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < Math.min(row.getCellCount(), COLUMNS + 1); i++) {
                    Cell cell = row.getCell(i);
                    cells.add(cell == null ? "" : text(cell));
                }
                TableRow result = new TableRow(number, cells);
                if (!result.isBlank()) {
                    return result;
                }
            }
            return null;
        } catch (ExcelReaderException e) {
            throw new InvalidException("file_xlsx_broken", "file", number + 1);
        }
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER || isNumericFormula(cell)) {
            return isDate(cell) ? date(cell) : number(cell.getRawValue());
        }
        String text = cell.getText();
        return text == null ? "" : text;
    }

    private static boolean isNumericFormula(Cell cell) {
        return cell.getType() == CellType.FORMULA && cell.getValue() instanceof BigDecimal;
    }

    private static boolean isDate(Cell cell) {
        String format = cell.getDataFormatString();
        return format != null
                && DAY.matcher(LITERALS.matcher(format).replaceAll("")).find();
    }

    private static String date(Cell cell) {
        LocalDateTime date = cell.asDate();
        return date.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? date.toLocalDate().toString()
                : date.toString();
    }

    /** Excel keeps long phone numbers in scientific notation. */
    private static String number(String raw) {
        try {
            return new BigDecimal(raw).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return raw;
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
