package org.heliograph.web.portal.asset;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.heliograph.asset.MediaService;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.grid.Grid;
import org.heliograph.web.portal.grid.GridReader;
import org.primefaces.event.FileUploadEvent;

/** The page of the media library. */
@Named
@ViewScoped
public class MediaBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private GridReader reader;

    @Inject
    private transient MediaService media;

    @Inject
    private Messages messages;

    private Grid grid;

    @PostConstruct
    void open() {
        grid = reader.open("media");
    }

    public void upload(FileUploadEvent event) throws IOException {
        try (InputStream content = event.getFile().getInputStream()) {
            done(
                    "media.uploaded",
                    media.upload(event.getFile().getFileName(), content, null).name());
        } finally {
            event.getFile().delete();
        }
    }

    public void delete(long id, String name) {
        media.delete(id);
        done("broadcast.deleted", name);
    }

    private void done(String key, Object value) {
        messages.done(key, value);
        grid.refresh();
    }

    public Grid getGrid() {
        return grid;
    }
}
