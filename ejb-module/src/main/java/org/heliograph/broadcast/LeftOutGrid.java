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
 * Contacts whom the launch of a broadcast left out. Meant to be opened for one broadcast. Their numbers are not kept: of a
 * contact that was deleted only its place in the list remains.
 */
@ApplicationScoped
public class LeftOutGrid implements GridSource {

    @Override
    public String name() {
        return "leftOut";
    }

    @Override
    public GridDefinition definition() {
        List<GridColumn> columns = List.of(
                GridColumn.of("phone", Type.TEXT, "c.phone"),
                GridColumn.of("contactName", Type.TEXT, RecipientGrid.CONTACT_NAME),
                GridColumn.status("reason", "l.reason", List.of("OPTED_OUT", "EXCLUDED")),
                GridColumn.of("contactId", Type.NUMBER, "l.contact_id").hiddenAtFirst(),
                GridColumn.of("broadcast", Type.NUMBER, "l.broadcast_id").hiddenAtFirst());
        return new GridDefinition(
                name(),
                Permission.MANAGE_BROADCASTS.name(),
                "left_out l left join contact c on c.id = l.contact_id where l.company_id = "
                        + Callers.get().company(),
                "l.contact_id",
                "l.contact_id",
                columns);
    }
}
