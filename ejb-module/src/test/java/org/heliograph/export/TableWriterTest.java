package org.heliograph.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.heliograph.platform.grid.GridColumn.Type;
import org.junit.jupiter.api.Test;

class TableWriterTest {

    private static final ExportLayout LAYOUT = new ExportLayout(
            List.of(column("name", Type.TEXT), column("at", Type.DATE_TIME), column("count", Type.NUMBER)),
            ZoneId.of("America/New_York"),
            "Yes",
            "No");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private static ExportLayout.Column column(String key, Type type) {
        return new ExportLayout.Column(key, key.toUpperCase(java.util.Locale.ROOT), type, Map.of());
    }

    private static Map<String, Object> row(String name) {
        return Map.of("name", name, "at", Instant.parse("2026-07-01T12:00:00Z"), "count", new BigDecimal("7"));
    }

    @Test
    void writesCsvThatQuotesAndRunsNoFormula() throws IOException {
        try (TableWriter table = TableWriter.open(ExportFormat.CSV, bytes, LAYOUT)) {
            table.write(row("=1+1"));
            table.write(row("a, \"b\"\nñ"));
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("\uFEFFNAME,AT,COUNT\r\n'=1+1,01.07.2026 08:00:00,7\r\n"
                        + "\"a, \"\"b\"\"\nñ\",01.07.2026 08:00:00,7\r\n");
    }

    @Test
    void writesXlsxWithTypedCells() throws IOException {
        try (TableWriter table = TableWriter.open(ExportFormat.XLSX, bytes, LAYOUT)) {
            table.write(row("=1+1"));
        }
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes.toByteArray()))) {
            List<Row> rows = workbook.getFirstSheet().read();
            assertThat(rows.get(0).getCellText(0)).isEqualTo("NAME");
            assertThat(rows.get(1).getCell(0).getFormula()).isNull();
            assertThat(rows.get(1).getCellText(0)).isEqualTo("=1+1");
            assertThat(rows.get(1).getCellAsDate(1)).contains(LocalDateTime.of(2026, 7, 1, 8, 0));
            assertThat(rows.get(1).getCellAsNumber(2)).contains(new BigDecimal("7"));
        }
    }

    @Test
    void startsANewSheetWithAHeaderWhenOneIsFull() throws IOException {
        try (TableWriter table = new XlsxTable(bytes, LAYOUT, 3)) {
            for (int i = 0; i < 5; i++) {
                table.write(row("n" + i));
            }
        }
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes.toByteArray()))) {
            List<List<String>> names = workbook.getSheets()
                    .map(sheet ->
                            read(sheet).stream().map(row -> row.getCellText(0)).toList())
                    .toList();
            assertThat(names)
                    .containsExactly(List.of("NAME", "n0", "n1"), List.of("NAME", "n2", "n3"), List.of("NAME", "n4"));
        }
    }

    private static List<Row> read(org.dhatim.fastexcel.reader.Sheet sheet) {
        try {
            return sheet.read();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
