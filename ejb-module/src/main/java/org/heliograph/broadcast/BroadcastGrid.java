package org.heliograph.broadcast;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import org.heliograph.account.Permission;
import org.heliograph.channel.Channel;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.platform.grid.GridColumn.Type;
import org.heliograph.platform.grid.GridDefinition;
import org.heliograph.platform.grid.GridSource;
import org.heliograph.platform.tenancy.Callers;

/** The broadcasts table. Counters come from the broadcast's list of changes, not from its recipients. */
@ApplicationScoped
public class BroadcastGrid implements GridSource {

    private static final String COUNT =
            "coalesce((select sum(n.change) from broadcast_count n where n.broadcast_id = b.id and n.step = 0"
                    + " and n.state = '%s'), 0)";

    /** Messages that a channel which tells of openings delivered, and of which it has told none. */
    private static final String UNOPENED = "coalesce((select sum(n.change) from broadcast_count n join broadcast_step s"
            + " on s.broadcast_id = n.broadcast_id and s.position = n.step where n.broadcast_id = b.id"
            + " and n.state = 'DELIVERED' and s.channel in (%s)), 0)";

    /** Messages that carriers have taken, by channel in the order of the chain: "12 SMS, 0 Email". */
    private static final String ENGAGEMENT =
            """
            (select string_agg(e.messages || ' ' || case e.channel when 'EMAIL' then 'Email' else e.channel end, ', '
                    order by e.position)
             from (select s.channel, min(s.position) as position, coalesce(sum(n.change), 0) as messages
                   from broadcast_step s left join broadcast_count n
                       on n.broadcast_id = s.broadcast_id and n.step = s.position and n.state = 'HANDED_OVER'
                   where s.broadcast_id = b.id group by s.channel) e)
            """;

    /** A moderator's words are a column of their own. */
    private static final String REASON = "case when b.status in ('FAILED', 'PAUSED') then b.status_reason end";

    @Override
    public String name() {
        return "broadcast";
    }

    @Override
    public GridDefinition definition() {
        List<GridColumn> columns = List.of(
                GridColumn.of("number", Type.NUMBER, "b.id"),
                GridColumn.of("name", Type.TEXT, "b.name"),
                GridColumn.of("progress", Type.CUSTOM, "b.recipients").unsorted(),
                GridColumn.status("type", "b.type", BroadcastType.values()),
                GridColumn.status("status", "b.status", BroadcastStatus.values()),
                GridColumn.of("scheduledFor", Type.DATE_TIME, "b.scheduled_for"),
                GridColumn.of("contacts", Type.NUMBER, "b.recipients"),
                GridColumn.of("launchedAt", Type.DATE_TIME, "b.launched_at"),
                GridColumn.status("launch", "b.launch", LaunchType.values()),
                GridColumn.of("finishedAt", Type.DATE_TIME, "b.finished_at"),
                GridColumn.of("template", Type.NUMBER, "b.template_id"),
                GridColumn.of("successful", Type.NUMBER, COUNT.formatted("SUCCESSFUL"))
                        .hiddenAtFirst(),
                GridColumn.of("unsuccessful", Type.NUMBER, COUNT.formatted("UNSUCCESSFUL"))
                        .hiddenAtFirst(),
                GridColumn.of("unopened", Type.NUMBER, UNOPENED.formatted(displaying()))
                        .hiddenAtFirst(),
                GridColumn.of("engagement", Type.TEXT, ENGAGEMENT).unsorted().hiddenAtFirst(),
                GridColumn.status("statusReason", REASON, StatusReason.values()).hiddenAtFirst(),
                GridColumn.of("rejection", Type.TEXT, "case when b.status = 'REJECTED' then b.status_reason end")
                        .hiddenAtFirst());
        return new GridDefinition(
                name(),
                Permission.MANAGE_BROADCASTS.name(),
                "broadcast b where b.company_id = " + Callers.get().company(),
                "b.id",
                "b.id desc",
                columns);
    }

    private static String displaying() {
        return Channel.reportingDisplay().stream()
                .map(channel -> "'" + channel.name() + "'")
                .collect(Collectors.joining(", "));
    }
}
