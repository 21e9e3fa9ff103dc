package org.heliograph.contact.imports;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.contact.DateOrder;

/** What the wizard has asked; kept as JSON in the import's row. */
public class ImportSettings implements Serializable {

    private static final long serialVersionUID = 1L;

    private int step;
    private FileFormat format;
    private String encoding;
    private String separator;
    private String country;
    private InFileDuplicates duplicates = InFileDuplicates.FIRST_WINS;
    private String tag;
    private long firstRow = 2;
    private Integer phoneColumn;
    private Map<Integer, Long> attributeColumns = new LinkedHashMap<>();
    private DateOrder dates = DateOrder.ISO;
    private ExistingContacts existing = ExistingContacts.ENRICH;
    private long estimatedRows;
    private List<String> checkedNames = List.of();

    /** Index of the wizard's page, from 0. */
    public int getStep() {
        return step;
    }

    public void setStep(int step) {
        this.step = step;
    }

    public FileFormat getFormat() {
        return format;
    }

    public void setFormat(FileFormat format) {
        this.format = format;
    }

    /** Character set of a CSV by its Java name; null for XLSX. */
    public String getEncoding() {
        return encoding;
    }

    public void setEncoding(String encoding) {
        this.encoding = encoding;
    }

    /** One character; null for XLSX. */
    public String getSeparator() {
        return separator;
    }

    public void setSeparator(String separator) {
        this.separator = separator;
    }

    /** ISO country in which national numbers are read. */
    public String getCountry() {
        return country;
    }

    public void setCountry(String country) {
        this.country = country;
    }

    public InFileDuplicates getDuplicates() {
        return duplicates;
    }

    public void setDuplicates(InFileDuplicates duplicates) {
        this.duplicates = duplicates;
    }

    /** Name of the tag all imported contacts get; null for none. */
    public String getTag() {
        return tag;
    }

    public void setTag(String tag) {
        this.tag = tag;
    }

    /** Number of the first row with a contact, from 1; the row before it names the columns. */
    public long getFirstRow() {
        return firstRow;
    }

    public void setFirstRow(long firstRow) {
        this.firstRow = firstRow;
    }

    /** Index of the column with the number, from 0; null until chosen. */
    public Integer getPhoneColumn() {
        return phoneColumn;
    }

    public void setPhoneColumn(Integer phoneColumn) {
        this.phoneColumn = phoneColumn;
    }

    /** Ids of attributes by index of the column. */
    public Map<Integer, Long> getAttributeColumns() {
        return attributeColumns;
    }

    public void setAttributeColumns(Map<Integer, Long> attributeColumns) {
        this.attributeColumns = new LinkedHashMap<>(attributeColumns);
    }

    public DateOrder getDates() {
        return dates;
    }

    public void setDates(DateOrder dates) {
        this.dates = dates;
    }

    public ExistingContacts getExisting() {
        return existing;
    }

    public void setExisting(ExistingContacts existing) {
        this.existing = existing;
    }

    /** How many rows the file seems to have, for the progress of the check; 0 if unknown. */
    public long getEstimatedRows() {
        return estimatedRows;
    }

    public void setEstimatedRows(long estimatedRows) {
        this.estimatedRows = estimatedRows;
    }

    /** Names of the mapped attributes when the check began; staged rows carry values under them. */
    public List<String> getCheckedNames() {
        return checkedNames;
    }

    public void setCheckedNames(List<String> checkedNames) {
        this.checkedNames = List.copyOf(checkedNames);
    }
}
