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
 * The contacts chosen for a broadcast at its launch: its recipients, and whom the launch left out, and why. Meant to be
 * opened for one broadcast. Numbers of those left out are not kept: of a contact that was deleted only its place in the list
 * remains.
 */
@ApplicationScoped
public class ChosenGrid implements GridSource {

    @Override
    public String name() {
        return "chosen";
    }

    @Override
    public GridDefinition definition() {
        List<GridColumn> columns = List.of(
                GridColumn.of("phone", Type.TEXT, "coalesce(k.phone, c.phone)"),
                GridColumn.of("contactName", Type.TEXT, RecipientGrid.CONTACT_NAME),
                GridColumn.status("outcome", "k.outcome", List.of("RECIPIENT", "OPTED_OUT", "EXCLUDED")),
                GridColumn.of("contactId", Type.NUMBER, "k.contact_id").hiddenAtFirst(),
                GridColumn.of("broadcast", Type.NUMBER, "k.broadcast_id").hiddenAtFirst());
        return new GridDefinition(
                name(),
                Permission.MANAGE_BROADCASTS.name(),
                "(select broadcast_id, contact_id, company_id, phone, 'RECIPIENT' as outcome from recipient"
                        + " union all select broadcast_id, contact_id, company_id, null, reason from left_out) k"
                        + " left join contact c on c.id = k.contact_id where k.company_id = "
                        + Callers.get().company(),
                "k.contact_id",
                "k.contact_id",
                columns);
    }
}
