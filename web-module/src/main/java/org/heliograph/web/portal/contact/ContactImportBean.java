package org.heliograph.web.portal.contact;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.heliograph.contact.Tag;
import org.heliograph.contact.TagService;
import org.heliograph.contact.imports.FileDetection;
import org.heliograph.contact.imports.ImportJob;
import org.heliograph.contact.imports.ImportService;
import org.heliograph.contact.imports.ImportSettings;
import org.heliograph.contact.imports.ImportStatus;
import org.heliograph.contact.imports.Rejection;
import org.heliograph.contact.imports.StagedRow;
import org.heliograph.contact.imports.TableRow;
import org.heliograph.web.portal.Messages;
import org.primefaces.event.FileUploadEvent;
import org.primefaces.model.LazyDataModel;

/**
 * The import wizard. The page's address names the import, whose row holds every answer given so far, so the page can be
 * left, reloaded, or opened after a restart of the server.
 */
@Named
@ViewScoped
public class ContactImportBean implements Serializable {

    private static final long serialVersionUID = 1L;

    static final int FILE = 0;
    static final int FIRST_ROW = 1;
    static final int MAPPING = 2;
    static final int EXISTING = 3;
    static final int RESULT = 4;

    private static final int FIRST_ROWS = 5;

    @Inject
    private transient ImportService imports;

    @Inject
    private transient TagService tags;

    @Inject
    private AttributesBean attributes;

    @Inject
    private Messages messages;

    @Inject
    private ImportWords words;

    private Long jobId;
    private ImportJob job;
    private ImportSettings settings;
    private List<TableRow> preview = List.of();
    private ImportMappingForm mapping;
    private ImportColumn columnForAttribute;
    private LazyDataModel<Rejection> rejections;
    private LazyDataModel<StagedRow> staged;

    /** Takes the import of the address up where it stands. */
    public void load() {
        if (jobId == null) {
            return;
        }
        job = imports.get(jobId);
        settings = job.settings();
        if (job.startedAt() != null) {
            settings.setStep(RESULT);
        }
        if (settings.getStep() < EXISTING) {
            readPreview();
        }
    }

    private void readPreview() {
        preview = imports.preview(job, settings);
        mapping = new ImportMappingForm(preview, settings);
    }

    public void upload(FileUploadEvent event) throws IOException {
        long id;
        try (InputStream content = event.getFile().getInputStream()) {
            id = imports.upload(event.getFile().getFileName(), content);
        } finally {
            event.getFile().delete();
        }
        open(id);
    }

    private static void open(Long id) throws IOException {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        external.redirect(
                external.getRequestContextPath() + "/contact/import.xhtml" + (id == null ? "" : "?job=" + id));
    }

    /** Begins anew with another file. */
    public void startOver() throws IOException {
        open(null);
    }

    /** Another encoding or separator cuts the file into other columns. */
    public void readAgain() {
        imports.mapAgain(job, settings);
        readPreview();
    }

    /** Chooses the row of the first contact. */
    public void chooseFirstRow(long number) {
        settings.setFirstRow(number);
        imports.mapAgain(job, settings);
        readPreview();
    }

    public void next() {
        switch (settings.getStep()) {
            case FILE, FIRST_ROW -> {
                settings.setStep(settings.getStep() + 1);
                imports.save(job.id(), settings, true);
            }
            case MAPPING -> {
                mapping.apply(settings);
                settings.setStep(EXISTING);
                check();
            }
            case EXISTING -> {
                settings.setStep(RESULT);
                imports.save(job.id(), settings, false);
                refresh();
            }
            default -> {
                imports.start(job.id());
                refresh();
            }
        }
    }

    private void check() {
        try {
            imports.check(job.id(), settings);
        } catch (RuntimeException e) {
            settings.setStep(MAPPING);
            throw e;
        }
        refresh();
    }

    public void back() {
        if (job.status() == ImportStatus.CHECKING) {
            imports.cancel(job.id());
        }
        settings.setStep(Math.max(FILE, settings.getStep() - 1));
        imports.save(job.id(), settings, settings.getStep() < EXISTING);
        refresh();
        if (settings.getStep() < EXISTING) {
            readPreview();
        }
    }

    public void cancel() {
        imports.cancel(job.id());
        refresh();
    }

    /** Reads how far the import is; called by the page's poll. */
    public void refresh() {
        job = imports.get(job.id());
        settings = job.settings();
        if (job.startedAt() != null) {
            settings.setStep(RESULT);
        }
        rejections = null;
        staged = null;
    }

    /** Names of tags that contain what is typed; a name that is none yet makes a new tag. */
    public List<String> completeTag(String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        return tags.list().stream()
                .map(Tag::name)
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }

    /** Opens the attribute form with the column's name in it. */
    public void newAttribute(ImportColumn column) {
        columnForAttribute = column;
        attributes.startNew();
        attributes.setName(column.getHeader()
                .replaceAll("[^\\p{L}\\p{M}\\p{N}_.\\- ]", " ")
                .strip()
                .replaceAll(" +", " "));
    }

    /** Creates the attribute and maps the column it was made for. */
    public void saveAttribute() {
        attributes.save();
        attributes.getAttributes().stream()
                .filter(attribute -> attribute
                        .getName()
                        .equalsIgnoreCase(attributes.getName().strip()))
                .findFirst()
                .ifPresent(attribute ->
                        columnForAttribute.setChoice(attribute.getId().toString()));
    }

    /** Sends the rejected rows as a CSV. */
    public void download() {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext external = faces.getExternalContext();
        external.setResponseContentType("text/csv;charset=UTF-8");
        external.setResponseHeader(
                "Content-Disposition", "attachment; filename=\"rejected-rows-" + job.id() + ".csv\"");
        try (OutputStreamWriter out =
                new OutputStreamWriter(external.getResponseOutputStream(), StandardCharsets.UTF_8)) {
            out.write('\ufeff');
            imports.writeRejections(
                    job.id(), out, messages.text("imports.row"), messages.text("imports.reason"), words::reason);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faces.responseComplete();
    }

    public Long getJobId() {
        return jobId;
    }

    public void setJobId(Long jobId) {
        this.jobId = jobId;
    }

    public ImportJob getJob() {
        return job;
    }

    public ImportSettings getSettings() {
        return settings;
    }

    public int getStep() {
        return settings == null ? FILE : settings.getStep();
    }

    public List<TableRow> getPreview() {
        return preview;
    }

    public List<TableRow> getFirstRows() {
        return preview.subList(0, Math.min(FIRST_ROWS, preview.size()));
    }

    /** Indexes of the preview's columns. */
    public List<ImportColumn> getColumns() {
        return mapping == null ? List.of() : mapping.getColumns();
    }

    public ImportMappingForm getMapping() {
        return mapping;
    }

    public List<ImportJob> getRecent() {
        return imports.recent();
    }

    public List<String> getEncodings() {
        return FileDetection.ENCODINGS;
    }

    public List<String> getSeparators() {
        return FileDetection.SEPARATORS;
    }

    /** Whether a mapped attribute is a date, so that its order matters. */
    public boolean isDateMapped() {
        return attributes.getAttributes().stream()
                .filter(attribute -> "DATE".equals(attribute.getType().name()))
                .anyMatch(attribute -> getColumns().stream()
                        .anyMatch(column -> attribute.getId().toString().equals(column.getChoice())));
    }

    public LazyDataModel<Rejection> getRejections() {
        if (rejections == null) {
            long id = job.id();
            rejections = new ImportRowsModel<>(
                    job.counts().rejected(), (first, size) -> imports.rejections(id, first, size));
        }
        return rejections;
    }

    public LazyDataModel<StagedRow> getStaged() {
        if (staged == null) {
            long id = job.id();
            staged = new ImportRowsModel<>(job.counts().getValid(), (first, size) -> imports.staged(id, first, size));
        }
        return staged;
    }
}
