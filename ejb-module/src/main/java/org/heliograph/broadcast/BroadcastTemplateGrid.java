package org.heliograph.broadcast;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.heliograph.account.CompanyService;
import org.heliograph.account.Permission;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.platform.grid.GridColumn.Type;
import org.heliograph.platform.grid.GridDefinition;
import org.heliograph.platform.grid.GridSource;
import org.heliograph.platform.tenancy.Callers;

/** The table of templates. Their approval is a column that only companies under moderation see at first. */
@ApplicationScoped
public class BroadcastTemplateGrid implements GridSource {

    /** A {@link ScheduleStatus} of the template {@code t}, or null. */
    public static final String SCHEDULE_STATUS =
            "case when t.recurrence is null or t.status <> 'ACTIVE' then null when t.next_launch is not null then 'ACTIVE'"
                    + " when t.paused and coalesce(t.effective_till, 'infinity') >= now() then 'PAUSED'"
                    + " else 'EXPIRED' end";

    private static final String HAS_TARGETS =
            "coalesce(jsonb_array_length(jsonb_path_query_first(t.audience, '$.targets')), 0) > 0";

    @Inject
    private CompanyService companies;

    @Override
    public String name() {
        return "broadcastTemplate";
    }

    @Override
    public GridDefinition definition() {
        GridColumn status = GridColumn.status("status", "t.status", TemplateStatus.values());
        List<GridColumn> columns = List.of(
                GridColumn.of("number", Type.NUMBER, "t.id"),
                GridColumn.of("name", Type.TEXT, "t.name || '.' || t.id"),
                GridColumn.status("type", "t.type", BroadcastType.values()),
                companies.current().isModeration() ? status : status.hiddenAtFirst(),
                GridColumn.of("launches", Type.NUMBER, "t.launches"),
                GridColumn.of("lastLaunch", Type.DATE_TIME, "t.last_launch"),
                GridColumn.of("target", Type.YES_NO, HAS_TARGETS),
                GridColumn.of("schedule", Type.YES_NO, "t.recurrence is not null"),
                GridColumn.status("scheduleStatus", SCHEDULE_STATUS, ScheduleStatus.values()),
                GridColumn.of("nextLaunch", Type.DATE_TIME, "coalesce(t.next_launch, t.last_launch)"),
                GridColumn.of("effectiveFrom", Type.DATE_TIME, "t.effective_from"),
                GridColumn.of("effectiveTill", Type.DATE_TIME, "t.effective_till"),
                GridColumn.of("statusReason", Type.TEXT, "t.status_reason").hiddenAtFirst());
        return new GridDefinition(
                name(),
                Permission.MANAGE_BROADCASTS.name(),
                "broadcast_template t where t.company_id = " + Callers.get().company(),
                "t.id",
                "t.id desc",
                columns);
    }
}
