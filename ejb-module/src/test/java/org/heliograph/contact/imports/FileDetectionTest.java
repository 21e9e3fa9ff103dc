package org.heliograph.contact.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.heliograph.contact.imports.FileDetection.Detected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as people have them, and as attackers make them. */
class FileDetectionTest {

    private static final String POLISH = "imię;miasto;telefon\nŻaneta;Łódź;601\nGrażyna;Gdańsk;602\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"UTF-8", "windows-1250", "UTF-16LE", "UTF-16BE"})
    void findsEncodingAndSeparator(String encoding) throws IOException {
        Path file = write(POLISH.getBytes(Charset.forName(encoding)));

        assertThat(FileDetection.detect(file)).isEqualTo(new Detected(FileFormat.CSV, encoding, ";"));
        assertThat(read(file, encoding, ";").get(1)).containsExactly("Żaneta", "Łódź", "601");
    }

    @Test
    void findsWesternEuropeanTexts() throws IOException {
        Path file = write("nombre,ciudad\nJosé,Málaga\nIñigo,Logroño\n".getBytes(Charset.forName("windows-1252")));

        assertThat(FileDetection.detect(file)).isEqualTo(new Detected(FileFormat.CSV, "windows-1252", ","));
    }

    @Test
    void skipsByteOrderMarks() throws IOException {
        Path utf8 = write(("\ufeff" + POLISH).getBytes(StandardCharsets.UTF_8));
        Path utf16 = write(("\ufeff" + POLISH).getBytes(StandardCharsets.UTF_16LE));

        assertThat(read(utf8, FileDetection.detect(utf8).encoding(), ";").get(0).get(0))
                .isEqualTo("imię");
        assertThat(read(utf16, FileDetection.detect(utf16).encoding(), ";")
                        .get(0)
                        .get(0))
                .isEqualTo("imię");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"a,b,c~,", "a;b;c~;", "a|b|c~|", "'\"x;y;z\",b,c'~,"})
    void findsSeparators(String line, String separator) throws IOException {
        assertThat(FileDetection.detect(write((line + "\n" + line).getBytes(StandardCharsets.UTF_8)))
                        .separator())
                .isEqualTo(separator);
    }

    @Test
    void refusesWhatIsNoTable() throws IOException {
        assertRefused("", "file_empty");
        assertRefused(" \n\n", "file_empty");
        assertRefused("%PDF-1.7", "file_type");
        assertRefused("<!doctype html><p>", "file_type");
        assertRefused("a\0\0\0b\0c,d", "file_type");
        assertThatThrownBy(() ->
                        FileDetection.detect(write(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2})))
                .hasMessageContaining("file_xls");
    }

    @Test
    void refusesWorkbooksThatUnpackTooFar() throws IOException {
        Path bomb = folder.resolve("bomb.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }

        assertThatThrownBy(() -> FileDetection.detect(bomb)).hasMessageContaining("file_xlsx_bomb");
    }

    @Test
    void readsNumbersAndDatesOfWorkbooksAsPeopleSeeThem() throws IOException {
        Path file = folder.resolve("people.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Test", "1.0")) {
            var sheet = workbook.newWorksheet("People");
            sheet.value(0, 0, "phone");
            sheet.value(1, 0, 5046218927L);
            sheet.value(1, 1, java.time.LocalDate.of(1999, 12, 31));
            sheet.style(1, 1).format("yyyy-mm-dd").set();
            sheet.value(1, 2, "text");
            sheet.value(1, 3, true);
            sheet.value(3, 0, 1.5);
        }
        assertThat(FileDetection.detect(file).format()).isEqualTo(FileFormat.XLSX);
        List<TableRow> rows = new ArrayList<>();
        try (TableReader reader = new XlsxTableReader(file)) {
            for (TableRow row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }

        assertThat(rows.get(1).cells().subList(0, 3)).containsExactly("5046218927", "1999-12-31", "text");
        assertThat(rows.get(2).number()).isEqualTo(4);
        assertThat(rows.get(2).cell(0)).isEqualTo("1.5");
    }

    @ParameterizedTest
    @CsvSource({"'a,b\n1,\"open\n2,3\n', 2", "'a,b\n1,2\n\"x\"y,2\n', 3"})
    void saysTheLineOfBrokenQuotes(String text, String line) throws IOException {
        Path file = write(text.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> read(file, "UTF-8", ","))
                .hasMessageContaining("file_quotes")
                .hasMessageContaining(line);
    }

    @Test
    void keepsSpreadsheetsFromRunningCells() {
        for (String text : List.of("=1+1", "+48601", "-1", "@cmd", "\tx", "\rx")) {
            assertThat(Formulas.escape(text)).isEqualTo("'" + text);
            assertThat(Formulas.unescape(Formulas.escape(text))).isEqualTo(text);
        }
        assertThat(Formulas.escape("O'Hara")).isEqualTo("O'Hara");
        assertThat(Formulas.unescape("'quoted'")).isEqualTo("'quoted'");
    }

    private void assertRefused(String content, String code) throws IOException {
        Path file = write(content.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> FileDetection.detect(file)).hasMessageContaining(code);
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "file", ".bin"), content);
    }

    private static List<List<String>> read(Path file, String encoding, String separator) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (TableReader reader = new CsvTableReader(file, encoding, separator.charAt(0))) {
            for (TableRow row = reader.next(); row != null; row = reader.next()) {
                rows.add(row.cells());
            }
        }
        return rows;
    }
}
