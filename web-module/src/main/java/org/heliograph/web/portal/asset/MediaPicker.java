package org.heliograph.web.portal.asset;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import org.heliograph.asset.Media;
import org.heliograph.asset.MediaService;
import org.heliograph.asset.MediaUse;
import org.heliograph.web.portal.broadcast.StepForm;
import org.primefaces.event.FileUploadEvent;

/** Chooses a file for the message in the constructor: one of the library, or one of the device, which joins it. */
@Named
@ViewScoped
public class MediaPicker implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient MediaService media;

    private MediaUse use;
    private StepForm step;
    private String search;
    private List<Media> choices;

    public void open(StepForm target, MediaUse place) {
        step = target;
        use = place;
        setSearch(null);
    }

    public void choose(long id) {
        put(media.choose(use, id));
    }

    public void upload(FileUploadEvent event) throws IOException {
        try (InputStream content = event.getFile().getInputStream()) {
            put(media.upload(event.getFile().getFileName(), content, use));
        } finally {
            event.getFile().delete();
        }
    }

    private void put(Media chosen) {
        if (use == MediaUse.RCS_FILE) {
            step.getRcs().setFileUrl(chosen.url());
        } else {
            step.getRcs().setMediaUrl(chosen.url());
        }
    }

    /** Read once, so that a click means the file that was shown. */
    public List<Media> getChoices() {
        if (choices == null) {
            choices = media.choices(use, search);
        }
        return choices;
    }

    public MediaUse getUse() {
        return use;
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String search) {
        this.search = search;
        choices = null;
    }
}
