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
 * Recipients of a broadcast, each with the message of its present step. Meant to be opened for one broadcast, which
 * makes it a walk along the recipients' key.
 */
@ApplicationScoped
public class RecipientGrid implements GridSource {

    /** Contacts have no name of their own; these are the attributes in which it is usually kept. */
    static final String CONTACT_NAME = "coalesce(nullif(concat_ws(' ', coalesce("
            + "c.attributes ->> 'firstName', c.attributes ->> 'First name'), coalesce(c.attributes ->> 'lastName',"
            + " c.attributes ->> 'Last name')), ''), c.attributes ->> 'name', c.attributes ->> 'Name')";

    @Override
    public String name() {
        return "recipient";
    }

    @Override
    public GridDefinition definition() {
        List<GridColumn> columns = List.of(
                GridColumn.of("phone", Type.TEXT, "r.phone"),
                GridColumn.of("contactName", Type.TEXT, CONTACT_NAME),
                GridColumn.of("step", Type.NUMBER, "r.step"),
                GridColumn.status(
                        "state", "r.state", List.of("PENDING", "WAITING", "SUCCESSFUL", "UNSUCCESSFUL", "ABORTED")),
                // A reason that is not the end's is that of an earlier step.
                GridColumn.status(
                        "reason",
                        "case r.state when 'UNSUCCESSFUL' then coalesce(r.reason, 'FAILED')"
                                + " when 'ABORTED' then r.reason end",
                        BroadcastReport.REASONS),
                GridColumn.of("code", Type.TEXT, "m.error_code"),
                GridColumn.of("sentAt", Type.DATE_TIME, "m.sent_at"),
                GridColumn.of("deliveredAt", Type.DATE_TIME, "m.delivered_at"),
                GridColumn.of("seenAt", Type.DATE_TIME, "m.seen_at"),
                GridColumn.of("initiated", Type.YES_NO, "(r.initiated or m.sent_at is not null)")
                        .hiddenAtFirst(),
                GridColumn.of("open", Type.YES_NO, "r.state in ('PENDING', 'WAITING')")
                        .hiddenAtFirst(),
                GridColumn.of("skipped", Type.CUSTOM, "r.skipped::text")
                        .unsorted()
                        .hiddenAtFirst(),
                GridColumn.of("contactId", Type.NUMBER, "r.contact_id").hiddenAtFirst(),
                GridColumn.of("broadcast", Type.NUMBER, "r.broadcast_id").hiddenAtFirst());
        return new GridDefinition(
                name(),
                Permission.MANAGE_BROADCASTS.name(),
                "recipient r left join contact c on c.id = r.contact_id left join message m on m.id = r.message_id"
                        + " where r.company_id = " + Callers.get().company(),
                "r.no",
                "r.no",
                columns);
    }
}
