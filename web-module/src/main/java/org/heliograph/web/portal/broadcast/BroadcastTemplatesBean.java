package org.heliograph.web.portal.broadcast;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.heliograph.broadcast.BroadcastService;
import org.heliograph.broadcast.BroadcastTemplateService;
import org.heliograph.web.portal.Formats;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.grid.Grid;
import org.heliograph.web.portal.grid.GridReader;

/** The tab of broadcasts' templates: the table and its row actions. */
@Named
@ViewScoped
public class BroadcastTemplatesBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private GridReader reader;

    @Inject
    private transient BroadcastTemplateService templates;

    @Inject
    private transient BroadcastService broadcasts;

    @Inject
    private Messages messages;

    @Inject
    private Formats formats;

    @Inject
    private BroadcastEstimate estimate;

    private Grid grid;
    private long reviewed;
    private String launched;

    @PostConstruct
    void open() {
        grid = reader.open("broadcastTemplate");
    }

    public Grid getGrid() {
        return grid;
    }

    /** Foretells a launch, so that who launches sees what it does; what could not be launched is refused. */
    public void review(long id, String name) {
        reviewed = id;
        launched = name;
        estimate.review(templates.get(id).toCommand(), null);
    }

    /** Launches the template reviewed last. */
    public void launch() {
        long broadcast = templates.launch(reviewed);
        done(LaunchWords.key(broadcasts.get(broadcast).status()), launched);
    }

    /** Name of the template that is to be launched. */
    public String getLaunched() {
        return launched;
    }

    public void pause(long id, String name) {
        templates.pauseSchedule(id);
        done("broadcastTemplate.paused", name);
    }

    public void resume(long id, String name) {
        Optional<Instant> next = templates.resumeSchedule(id);
        if (next.isPresent()) {
            done("broadcastTemplate.resumed", name, formats.dateTimeShort(next.get()));
        } else {
            done("broadcastTemplate.over", name);
        }
    }

    public void copy(long id) {
        done("broadcast.copied", templates.get(templates.copy(id)).fullName());
    }

    public void delete(long id, String name) {
        templates.delete(id);
        done("broadcast.deleted", name);
    }

    private void done(String key, Object... values) {
        messages.done(key, values);
        grid.refresh();
    }
}
