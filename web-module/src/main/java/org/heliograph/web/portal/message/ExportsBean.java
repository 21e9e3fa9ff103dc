package org.heliograph.web.portal.message;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.heliograph.export.Export;
import org.heliograph.export.ExportService;
import org.heliograph.export.ExportService.ReadyFile;

/** The user's exports and their progress. */
@Named
@RequestScoped
public class ExportsBean {

    @Inject
    private ExportService service;

    private List<Export> exports;

    public List<Export> getExports() {
        if (exports == null) {
            exports = service.list();
        }
        return exports;
    }

    public boolean isWaiting() {
        return getExports().stream().anyMatch(Export::isOpen);
    }

    /** Hands over the file. */
    public void download(long id) {
        ReadyFile file = service.file(id);
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext external = faces.getExternalContext();
        try {
            external.responseReset();
            external.setResponseContentType(file.format().mediaType());
            external.setResponseHeader("Content-Length", Long.toString(Files.size(file.path())));
            external.setResponseHeader("Content-Disposition", "attachment; filename=\"" + file.name() + "\"");
            Files.copy(file.path(), external.getResponseOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faces.responseComplete();
    }
}
