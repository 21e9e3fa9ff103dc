package org.heliograph.web.portal.contact;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.contact.imports.ImportService;
import org.heliograph.contact.imports.ImportSettings;
import org.heliograph.contact.imports.TableRow;
import org.heliograph.platform.error.InvalidException;

/** The mapping page: what each column of the file becomes. */
public class ImportMappingForm implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int SAMPLES = 3;

    private final List<ImportColumn> columns = new ArrayList<>();

    ImportMappingForm(List<TableRow> preview, ImportSettings settings) {
        List<String> headers = ImportService.headers(preview, settings);
        for (int i = 0; i < headers.size(); i++) {
            int column = i;
            List<String> samples = preview.stream()
                    .filter(row -> row.number() >= settings.getFirstRow())
                    .map(row -> row.cell(column).strip())
                    .filter(cell -> !cell.isEmpty())
                    .distinct()
                    .limit(SAMPLES)
                    .toList();
            columns.add(new ImportColumn(i, headers.get(i), samples, choice(i, settings)));
        }
    }

    private static String choice(int column, ImportSettings settings) {
        if (settings.getPhoneColumn() != null && settings.getPhoneColumn() == column) {
            return ImportColumn.PHONE;
        }
        Long attribute = settings.getAttributeColumns().get(column);
        return attribute == null ? null : attribute.toString();
    }

    /** Writes the choices into the settings; two columns for the number are refused. */
    void apply(ImportSettings settings) {
        List<ImportColumn> phones = columns.stream()
                .filter(column -> ImportColumn.PHONE.equals(column.getChoice()))
                .toList();
        if (phones.size() > 1) {
            throw new InvalidException("import_mapped_twice", "columns");
        }
        settings.setPhoneColumn(phones.isEmpty() ? null : phones.get(0).getIndex());
        Map<Integer, Long> attributes = new LinkedHashMap<>();
        for (ImportColumn column : columns) {
            if (column.getChoice() != null && !ImportColumn.PHONE.equals(column.getChoice())) {
                attributes.put(column.getIndex(), Long.valueOf(column.getChoice()));
            }
        }
        settings.setAttributeColumns(attributes);
    }

    public List<ImportColumn> getColumns() {
        return columns;
    }
}
