package org.heliograph.web.portal.message;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import org.heliograph.message.SentContentService;
import org.heliograph.web.portal.grid.Grid;
import org.heliograph.web.portal.grid.GridReader;

/** The page of event detail records. */
@Named
@ViewScoped
public class EdrsBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private GridReader reader;

    @Inject
    private transient SentContentService contents;

    private Grid grid;
    private transient MessagePreview preview;
    private transient Map<String, Object> shown;

    @PostConstruct
    void open() {
        grid = reader.open("edr");
    }

    /** Opens the message as its recipient saw it. */
    public void show(Map<String, Object> row) {
        shown = row;
        preview = MessagePreview.of(contents.get(UUID.fromString(row.get("id").toString())));
    }

    /** Why the shown message did not arrive; null if it did, or may yet. */
    public String getCause() {
        return switch (String.valueOf(shown.get("mdnStatus"))) {
            case "FAILED" ->
                shown.get("failure") == null ? "FAILED" : shown.get("failure").toString();
            case "UNDELIV" -> "UNDELIVERED";
            case "EXPIRED" -> "EXPIRED";
            case "REJECTD" -> "REJECTED";
            default -> null;
        };
    }

    public Grid getGrid() {
        return grid;
    }

    public MessagePreview getPreview() {
        return preview;
    }

    public Map<String, Object> getShown() {
        return shown;
    }
}
