package org.heliograph.web.portal.broadcast;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.heliograph.broadcast.BroadcastAction;
import org.heliograph.broadcast.BroadcastService;
import org.heliograph.broadcast.BroadcastStatus;
import org.heliograph.web.portal.grid.Grid;
import org.heliograph.web.portal.grid.GridReader;

/** The broadcasts page: the table, its row actions, and the statistics of a row. */
@Named
@ViewScoped
public class BroadcastsBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private GridReader reader;

    @Inject
    private transient BroadcastService broadcasts;

    @Inject
    private BroadcastControls controls;

    private Grid grid;

    @PostConstruct
    void open() {
        grid = reader.open("broadcast");
    }

    public Grid getGrid() {
        return grid;
    }

    /** Whether a row action applies in the status. */
    public boolean can(String action, String statusName) {
        return BroadcastAction.valueOf(action).isPossible(BroadcastStatus.valueOf(statusName));
    }

    /** Whether any row of the page may still change by itself. */
    public boolean isAnyRunning() {
        List<Map<String, Object>> rows = grid.getModel().getWrappedData();
        return rows != null
                && rows.stream()
                        .map(row -> BroadcastStatus.valueOf(String.valueOf(row.get("status"))))
                        .anyMatch(status -> status.isRunning() || status == BroadcastStatus.SCHEDULED);
    }

    public void pause(long id) {
        controls.pause(id);
        grid.refresh();
    }

    public void resume(long id) {
        controls.resume(id);
        grid.refresh();
    }

    public void abort(long id) {
        controls.abort(id);
        grid.refresh();
    }

    public void copy(long id) {
        controls.copy(id);
        grid.refresh();
    }

    public void relaunch(long id) {
        controls.relaunchForFailed(id);
        grid.refresh();
    }

    public void relaunchUnopened(long id) {
        controls.relaunchForUnopened(id);
        grid.refresh();
    }

    public void delete(long id) {
        controls.delete(id);
        grid.refresh();
    }

    /** The statistics that unfold under a row. */
    public BroadcastStatistics statistics(long id) {
        return new BroadcastStatistics(broadcasts.get(id), broadcasts.counts(id));
    }
}
