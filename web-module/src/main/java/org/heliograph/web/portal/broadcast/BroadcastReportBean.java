package org.heliograph.web.portal.broadcast;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastAction;
import org.heliograph.broadcast.BroadcastReport;
import org.heliograph.broadcast.BroadcastReport.Point;
import org.heliograph.broadcast.BroadcastReportService;
import org.heliograph.broadcast.BroadcastService;
import org.heliograph.broadcast.BroadcastType;
import org.heliograph.export.ExportFormat;
import org.heliograph.export.ExportLayout;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.SessionBean;
import org.heliograph.web.portal.grid.GridExportBean;

/** The report of a broadcast. Its counters are read at each refreshing, what costs more every few seconds. */
@Named
@ViewScoped
public class BroadcastReportBean implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Duration SILENCE = Duration.ofMinutes(2);

    @Inject
    private transient BroadcastService broadcasts;

    @Inject
    private transient BroadcastReportService reports;

    @Inject
    private transient BroadcastControls controls;

    @Inject
    private transient GridExportBean exports;

    @Inject
    private transient Clock clock;

    @Inject
    private SessionBean session;

    @Inject
    private Messages messages;

    private Long id;
    private transient Broadcast broadcast;
    private transient BroadcastStatistics statistics;
    private transient BroadcastReport report;
    private transient Optional<Instant> nextHandOver;

    /** Reads the broadcast of the address, or says that there is none. */
    public void load() {
        if (id == null) {
            throw new NotFoundException("broadcast_unknown", "id", id);
        }
        getBroadcast();
    }

    public Broadcast getBroadcast() {
        if (broadcast == null) {
            broadcast = broadcasts.get(id);
        }
        return broadcast;
    }

    public BroadcastStatistics getStatistics() {
        if (statistics == null) {
            statistics = new BroadcastStatistics(getBroadcast(), broadcasts.counts(id));
        }
        return statistics;
    }

    public BroadcastReport getReport() {
        if (report == null) {
            report = reports.get(id);
        }
        return report;
    }

    /** Forgets what was read; the next rendering reads anew. */
    public void refresh() {
        broadcast = null;
        statistics = null;
        report = null;
        nextHandOver = null;
    }

    public void pause() {
        controls.pause(id);
        refresh();
    }

    public void resume() {
        controls.resume(id);
        refresh();
    }

    public void abort() {
        controls.abort(id);
        refresh();
    }

    public boolean can(String action) {
        return BroadcastAction.valueOf(action).isPossible(getBroadcast().status());
    }

    /** Whether the carrier has taken nothing for a while, though there is something to take. */
    public boolean isSilent() {
        return getStatistics().getHandedOver() == 0
                && nextHandOver()
                        .filter(next -> next.plus(SILENCE).isBefore(clock.instant()))
                        .isPresent();
    }

    /** Until when nobody is written to, since recipients wait for their sending hours; null if not so. */
    public Instant getHeldUntil() {
        return nextHandOver().filter(next -> next.isAfter(clock.instant())).orElse(null);
    }

    /** A capability check hands over no messages. */
    private Optional<Instant> nextHandOver() {
        if (nextHandOver == null) {
            nextHandOver = isRunning() && getBroadcast().type() != BroadcastType.RCS_CHECK
                    ? reports.nextHandOver(id)
                    : Optional.empty();
        }
        return nextHandOver;
    }

    public boolean isRunning() {
        return getBroadcast().status().isRunning();
    }

    /** The timeline as Chart.js takes it. */
    public String getChart() {
        return TimelineChart.of(
                getReport().timeline(), session.getTimeZone(), event -> messages.text("report.event." + event));
    }

    public List<String> getEvents() {
        return TimelineChart.EVENTS;
    }

    /** The timeline as a file. */
    public void downloadTimeline() {
        List<ExportLayout.Column> columns = new java.util.ArrayList<>();
        columns.add(new ExportLayout.Column("at", messages.text("report.time"), GridColumn.Type.DATE_TIME, Map.of()));
        TimelineChart.EVENTS.forEach(event -> columns.add(new ExportLayout.Column(
                event, messages.text("report.event." + event), GridColumn.Type.NUMBER, Map.of())));
        ExportLayout layout =
                new ExportLayout(columns, session.getTimeZone(), messages.text("grid.yes"), messages.text("grid.no"));
        exports.hand(ExportFormat.CSV, layout, "timeline-" + id, rows -> getReport().timeline().points().stream()
                .map(BroadcastReportBean::row)
                .forEach(rows));
    }

    private static Map<String, Object> row(Point point) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("at", point.at());
        TimelineChart.EVENTS.forEach(event -> row.put(event, point.count(event)));
        return row;
    }

    public Long getId() {
        return id;
    }

    public void setId(Long id) {
        this.id = id;
    }
}
