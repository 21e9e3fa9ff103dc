package org.heliograph.broadcast;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.heliograph.account.Permission;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.platform.grid.GridColumn.Type;
import org.heliograph.platform.grid.GridDefinition;
import org.heliograph.platform.grid.GridSource;
import org.heliograph.platform.tenancy.Callers;

/**
 * What a step of a broadcast sent to whom. Meant to be opened for one broadcast and step, in which each recipient has one
 * message at most; it walks along the index of the broadcast's messages.
 */
@ApplicationScoped
public class StepMessageGrid implements GridSource {

    @Override
    public String name() {
        return "stepMessage";
    }

    @Override
    public GridDefinition definition() {
        List<GridColumn> columns = List.of(
                GridColumn.of("phone", Type.TEXT, "m.address"),
                GridColumn.of("contactName", Type.TEXT, RecipientGrid.CONTACT_NAME),
                GridColumn.of("step", Type.NUMBER, "m.step"),
                GridColumn.status(
                        "state",
                        "m.state",
                        List.of(
                                "QUEUED",
                                "SENDING",
                                "SENT",
                                "DELIVERED",
                                "DISPLAYED",
                                "FAILED",
                                "UNDELIVERED",
                                "EXPIRED",
                                "REJECTED")),
                GridColumn.status("reason", BroadcastReport.CAUSE, BroadcastReport.REASONS),
                GridColumn.of("code", Type.TEXT, "m.error_code"),
                GridColumn.of("sentAt", Type.DATE_TIME, "m.sent_at"),
                GridColumn.of("deliveredAt", Type.DATE_TIME, "m.delivered_at"),
                GridColumn.of("seenAt", Type.DATE_TIME, "m.seen_at"),
                GridColumn.of("parts", Type.NUMBER, "m.parts").hiddenAtFirst(),
                GridColumn.of(
                                "handedOver",
                                Type.YES_NO,
                                "m.state in ('SENT', 'DELIVERED', 'DISPLAYED', 'UNDELIVERED', 'EXPIRED', 'REJECTED')")
                        .hiddenAtFirst(),
                GridColumn.of("delivered", Type.YES_NO, "m.state in ('DELIVERED', 'DISPLAYED')")
                        .hiddenAtFirst(),
                GridColumn.of("failed", Type.YES_NO, "m.state in ('FAILED', 'UNDELIVERED', 'REJECTED')")
                        .hiddenAtFirst(),
                GridColumn.of("contactId", Type.NUMBER, "m.contact_id").hiddenAtFirst(),
                GridColumn.of("broadcast", Type.NUMBER, "m.broadcast_id").hiddenAtFirst());
        return new GridDefinition(
                name(),
                Permission.MANAGE_BROADCASTS.name(),
                "message m left join contact c on c.id = m.contact_id where m.broadcast_id is not null"
                        + " and m.company_id = " + Callers.get().company(),
                "m.recipient_no",
                "m.recipient_no",
                columns);
    }
}
