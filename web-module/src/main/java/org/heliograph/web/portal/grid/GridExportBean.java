package org.heliograph.web.portal.grid;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.heliograph.account.Permission;
import org.heliograph.export.ExportFormat;
import org.heliograph.export.ExportLayout;
import org.heliograph.export.ExportService;
import org.heliograph.export.RequestExport;
import org.heliograph.export.TableWriter;
import org.heliograph.platform.error.ForbiddenException;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.platform.grid.GridService;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.SessionBean;

/** Hands a grid to the browser as a file, or, if it is long, asks for one to be written. */
@Named
@RequestScoped
public class GridExportBean {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm");

    @Inject
    private GridService grids;

    @Inject
    private GridReader reader;

    @Inject
    private ExportService exports;

    @Inject
    private SessionBean session;

    @Inject
    private Messages messages;

    @Inject
    private Clock clock;

    /** The visible columns of the rows that the grid's filters leave, in its order if they are at most 10,000. */
    public void download(Grid grid, String format) {
        if (!session.may(Permission.EXPORT_ENTITIES.name())) {
            throw new ForbiddenException("forbidden", null);
        }
        ExportFormat kind = ExportFormat.valueOf(format);
        ExportLayout layout = layout(grid);
        String name = grid.getName() + "-" + STAMP.format(LocalDateTime.now(clock.withZone(session.getTimeZone())));
        if (reader.count(grid.getName(), grid.query()).rows() > ExportService.DIRECT_ROWS) {
            exports.request(new RequestExport(grid.getName(), grid.query(), layout, kind, name));
            messages.done("export.requested");
            return;
        }
        hand(kind, layout, name, rows -> grids.forEach(grid.getName(), grid.query(), session.getTimeZone(), rows));
    }

    /**
     * Hands a table to the browser.
     *
     * @param name without the extension
     * @param rows told where each row goes
     */
    public void hand(
            ExportFormat format, ExportLayout layout, String name, Consumer<Consumer<Map<String, Object>>> rows) {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext external = faces.getExternalContext();
        external.responseReset();
        external.setResponseContentType(format.mediaType());
        external.setResponseHeader("Content-Disposition", "attachment; filename=\"" + name + format.extension() + "\"");
        try (TableWriter table =
                TableWriter.open(format, new BufferedOutputStream(external.getResponseOutputStream()), layout)) {
            rows.accept(row -> write(table, row));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faces.responseComplete();
    }

    private static void write(TableWriter table, Map<String, Object> row) {
        try {
            table.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ExportLayout layout(Grid grid) {
        return new ExportLayout(
                grid.getVisibleColumns().stream()
                        .map(column -> column(grid.getName(), column))
                        .toList(),
                session.getTimeZone(),
                messages.text("grid.yes"),
                messages.text("grid.no"));
    }

    private ExportLayout.Column column(String grid, GridColumn column) {
        String key = grid + "." + column.key();
        Map<String, String> texts = new LinkedHashMap<>();
        column.choices().forEach(choice -> texts.put(choice, messages.text(key + "." + choice)));
        String label = column.label() == null ? messages.text(key) : column.label();
        return new ExportLayout.Column(column.key(), label, column.type(), texts);
    }
}
