package org.heliograph.contact.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.heliograph.account.CompanyService;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.account.Trial;
import org.heliograph.contact.Attribute;
import org.heliograph.contact.AttributeService;
import org.heliograph.platform.PhoneNumbers;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;

/** Imports as users make them; the work itself is in {@link ImportWork}. */
@Stateless
@Tenanted
@Requires(Permission.IMPORT_CONTACTS)
public class ImportService {

    /** Rows the wizard can page through to find the first one. */
    public static final int PREVIEW_ROWS = 1_000;

    private static final int RECENT = 5;
    private static final int FILE_NAME = 200;

    @Inject
    private ImportJobs jobs;

    @Inject
    private ImportRows rows;

    @Inject
    private AttributeService attributes;

    @Inject
    private CompanyService companies;

    @Inject
    private Trial trial;

    /** The company's five latest imports, latest first. */
    public List<ImportJob> recent() {
        return jobs.recent(RECENT);
    }

    public ImportJob get(long id) {
        return jobs.find(id).orElseThrow(() -> new NotFoundException("import_unknown", "id", id));
    }

    /**
     * Keeps an uploaded file and finds out what it is.
     *
     * @return the new import's id
     * @throws InvalidException if the file is larger than 200 MB, empty, or no readable table; nothing is kept of it
     */
    public long upload(String fileName, InputStream content) {
        long company = Callers.get().company();
        Path stored = null;
        try {
            stored = ImportFiles.store(company, content);
            FileDetection.Detected detected = FileDetection.detect(stored);
            Path file = Files.move(
                    stored, stored.resolveSibling(stored.getFileName() + FileDetection.extension(detected.format())));
            stored = file;
            ImportSettings settings = new ImportSettings();
            settings.setFormat(detected.format());
            settings.setEncoding(detected.encoding());
            settings.setSeparator(detected.separator());
            settings.setCountry(companies.current().getDefaultCountry());
            List<TableRow> first = readRows(file, settings, 100);
            settings.setFirstRow(firstRow(first, settings.getCountry()));
            settings.setEstimatedRows(estimate(file, settings, first));
            map(settings, first);
            String name = Path.of(fileName).getFileName().toString();
            return jobs.insert(
                    name.substring(0, Math.min(name.length(), FILE_NAME)),
                    file.getFileName().toString(),
                    Files.size(file),
                    settings);
        } catch (IOException e) {
            delete(stored);
            throw new InvalidException("file_unreadable", "file");
        } catch (RuntimeException e) {
            delete(stored);
            throw e;
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows of the file's start, read as the settings say; at most 1,000. */
    public List<TableRow> preview(ImportJob job, ImportSettings settings) {
        try {
            return readRows(ImportFiles.of(job.companyId(), job.filePath()), settings, PREVIEW_ROWS);
        } catch (IOException e) {
            throw new InvalidException("file_unreadable", "file");
        }
    }

    /** Maps the columns by their names anew. */
    public void mapAgain(ImportJob job, ImportSettings settings) {
        map(settings, preview(job, settings));
    }

    /** Names of the columns: the row before the first contact, else letters as spreadsheets have them. */
    public static List<String> headers(List<TableRow> preview, ImportSettings settings) {
        int columns = preview.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        TableRow named = preview.stream()
                .filter(row -> row.number() < settings.getFirstRow())
                .reduce((earlier, later) -> later)
                .orElse(null);
        List<String> headers = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            String name = named == null ? "" : named.cell(i).strip();
            headers.add(name.isEmpty() ? letters(i) : name);
        }
        return headers;
    }

    private static String letters(int column) {
        String last = Character.toString('A' + column % 26);
        return column < 26 ? last : letters(column / 26 - 1) + last;
    }

    /** Keeps what a page of the wizard asked. What a check found is forgotten if it depended on it. */
    public void save(long id, ImportSettings settings, boolean recheck) {
        if (!PhoneNumbers.isCountry(settings.getCountry())) {
            throw new InvalidException("country_unknown", "country", settings.getCountry());
        }
        if (!jobs.saveSettings(id, settings, recheck)) {
            throw new ConflictException("import_busy", null);
        }
    }

    /**
     * Starts the check of the whole file in the background.
     *
     * @throws InvalidException if no column holds the number, or two columns fill one attribute
     */
    public void check(long id, ImportSettings settings) {
        if (settings.getPhoneColumn() == null) {
            throw new InvalidException("import_no_phone", "phoneColumn");
        }
        List<Long> mapped = new ArrayList<>(settings.getAttributeColumns().values());
        if (new HashSet<>(mapped).size() < mapped.size()) {
            throw new InvalidException("import_mapped_twice", "attributeColumns");
        }
        settings.setCheckedNames(names(settings));
        save(id, settings, true);
        rows.clear(id);
        jobs.queue(id, ImportStatus.DRAFT, ImportStatus.CHECKING, settings.getFirstRow() - 1);
    }

    private List<String> names(ImportSettings settings) {
        return new RowChecker(settings, attributes.list()).names();
    }

    /**
     * Starts the import of the checked rows in the background.
     *
     * @throws InvalidException if no row is valid
     * @throws ConflictException if attributes were renamed or deleted since the check, or the import is not checked
     */
    public void start(long id) {
        ImportJob job = get(id);
        if (!job.settings().getCheckedNames().equals(names(job.settings()))) {
            throw new ConflictException("import_attributes_changed", null);
        }
        if (job.counts().getValid() == 0) {
            throw new InvalidException("import_no_valid_rows", null);
        }
        if (!jobs.queue(
                id, ImportStatus.CHECKED, ImportStatus.QUEUED, job.settings().getFirstRow() - 1)) {
            throw new ConflictException("import_busy", null);
        }
        trial.admitContacts(jobs::contactsComing);
    }

    /** Stops a check or an import after the chunk in hand; contacts imported so far stay. */
    public void cancel(long id) {
        jobs.cancel(id);
    }

    /** Rejected rows by number. */
    public List<Rejection> rejections(long id, int first, int size) {
        get(id);
        return rows.rejections(id, first, size);
    }

    /** Checked rows that would become contacts, by number. */
    public List<StagedRow> staged(long id, int first, int size) {
        get(id);
        return rows.staged(id, first, size);
    }

    /**
     * Writes the rejected rows as a CSV that can be corrected and imported again: the file's own columns, then the row's
     * number and the reason.
     *
     * @param rowTitle name of the column with the number
     * @param reasonTitle name of the column with the reason
     * @param reason the text of a rejection
     */
    public void writeRejections(
            long id, Writer out, String rowTitle, String reasonTitle, Function<Rejection, String> reason) {
        ImportJob job = get(id);
        List<String> headers = new ArrayList<>(headers(preview(job, job.settings()), job.settings()));
        int columns = headers.size();
        String given = job.settings().getSeparator();
        char separator = given == null ? ',' : given.charAt(0);
        headers.add(rowTitle);
        headers.add(reasonTitle);
        try (CsvWriter csv = CsvWriter.builder().fieldSeparator(separator).build(out)) {
            csv.writeRecord(headers.stream().map(Formulas::escape).toList());
            rows.forEachRejection(id, rejection -> {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < columns; i++) {
                    cells.add(
                            i < rejection.cells().size()
                                    ? Formulas.escape(rejection.cells().get(i))
                                    : "");
                }
                cells.add(Long.toString(rejection.rowNumber()));
                cells.add(Formulas.escape(reason.apply(rejection)));
                csv.writeRecord(cells);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void map(ImportSettings settings, List<TableRow> preview) {
        List<Attribute> known = attributes.list();
        AutoMapping.Mapping mapping = AutoMapping.of(headers(preview, settings), known);
        settings.setPhoneColumn(mapping.phoneColumn());
        settings.setAttributeColumns(mapping.attributeColumns());
    }

    private static List<TableRow> readRows(Path file, ImportSettings settings, int limit) throws IOException {
        List<TableRow> result = new ArrayList<>();
        try (TableReader reader = TableReader.open(file, settings)) {
            for (TableRow row = reader.next(); row != null; row = result.size() < limit ? reader.next() : null) {
                if (row.cells().size() > TableReader.COLUMNS) {
                    throw new InvalidException("file_columns", "file", TableReader.COLUMNS);
                }
                result.add(row);
            }
        }
        if (result.isEmpty()) {
            throw new InvalidException("file_empty", "file");
        }
        return result;
    }

    /** A first row with a phone number in it is a contact, otherwise it names the columns. */
    private static long firstRow(List<TableRow> rows, String country) {
        TableRow first = rows.get(0);
        boolean contact = first.cells().stream()
                .anyMatch(cell -> PhoneNumbers.parse(cell, country).isValid());
        return contact || rows.size() == 1 ? first.number() : rows.get(1).number();
    }

    private static long estimate(Path file, ImportSettings settings, List<TableRow> first) throws IOException {
        if (settings.getFormat() == FileFormat.XLSX) {
            return 0;
        }
        long characters = first.stream()
                .mapToLong(row ->
                        row.cells().stream().mapToLong(c -> c.length() + 1L).sum() + 1)
                .sum();
        int bytesEach = settings.getEncoding().startsWith("UTF-16") ? 2 : 1;
        return Math.max(first.size(), Files.size(file) * first.size() / Math.max(1, characters * bytesEach));
    }
}
