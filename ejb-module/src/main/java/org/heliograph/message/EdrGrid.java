package org.heliograph.message;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.account.Permission;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Failure;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.platform.grid.GridColumn.Type;
import org.heliograph.platform.grid.GridDefinition;
import org.heliograph.platform.grid.GridSource;
import org.heliograph.platform.tenancy.Callers;

/** The table of event detail records: every message, sent and received, newest first. */
@ApplicationScoped
public class EdrGrid implements GridSource {

    /** The words of SMPP receipts, which the field uses for all channels. */
    private static final String MDN_STATUS = "case m.state when 'QUEUED' then 'ENROUTE' when 'SENDING' then 'ENROUTE'"
            + " when 'SENT' then 'ACCEPTD' when 'DELIVERED' then 'DELIVRD' when 'DISPLAYED' then 'SEEN'"
            + " when 'UNDELIVERED' then 'UNDELIV' when 'REJECTED' then 'REJECTD' when 'RECEIVED' then 'RECEIVD'"
            + " else m.state end";

    private static final List<String> MDN_STATUSES =
            List.of("ENROUTE", "ACCEPTD", "DELIVRD", "SEEN", "UNDELIV", "EXPIRED", "REJECTD", "FAILED", "RECEIVD");

    @Override
    public String name() {
        return "edr";
    }

    @Override
    public GridDefinition definition() {
        List<GridColumn> columns = List.of(
                GridColumn.of("time", Type.DATE_TIME, "m.created_at").keyedBy("m.id"),
                GridColumn.of("timeSent", Type.DATE_TIME, "m.sent_at"),
                GridColumn.of("timeDelivered", Type.DATE_TIME, "m.delivered_at"),
                GridColumn.of("timeSeen", Type.DATE_TIME, "m.seen_at"),
                GridColumn.of("messageId", Type.TEXT, "m.id"),
                GridColumn.of("sessionId", Type.TEXT, "m.session_id").hiddenAtFirst(),
                GridColumn.status(
                        "channel",
                        "m.channel",
                        Stream.of(Channel.values()).map(Enum::name).toList()),
                GridColumn.status("type", "m.direction", List.of("MT", "MO")),
                GridColumn.status("traffic", "m.traffic", List.of("A2P", "API", "P2A", "CONSENT", "TEST"))
                        .hiddenAtFirst(),
                GridColumn.of("sender", Type.TEXT, "m.sender"),
                GridColumn.of("address", Type.TEXT, "m.address"),
                GridColumn.of("country", Type.TEXT, "m.country"),
                GridColumn.status("mdnStatus", MDN_STATUS, MDN_STATUSES),
                GridColumn.status(
                        "failure",
                        "m.failure",
                        Stream.of(Failure.values()).map(Enum::name).toList()),
                GridColumn.of("error", Type.TEXT, "m.error_code"),
                GridColumn.of("sent", Type.YES_NO, "m.sent_at is not null"),
                GridColumn.of("delivered", Type.YES_NO, "m.delivered_at is not null"),
                GridColumn.of("broadcast", Type.NUMBER, "m.broadcast_id").hiddenAtFirst(),
                GridColumn.of("step", Type.NUMBER, "m.step").hiddenAtFirst(),
                GridColumn.of("parts", Type.NUMBER, "m.parts").hiddenAtFirst(),
                GridColumn.of("repeated", Type.YES_NO, "m.repeated").hiddenAtFirst());
        return new GridDefinition(
                name(),
                Permission.VIEW_EDRS.name(),
                "message m where m.company_id = " + Callers.get().company(),
                "m.id",
                "m.id desc",
                columns);
    }
}
