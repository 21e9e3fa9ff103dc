package org.heliograph.contact;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.heliograph.account.Permission;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.platform.grid.GridColumn.Type;
import org.heliograph.platform.grid.GridDefinition;
import org.heliograph.platform.grid.GridSource;
import org.heliograph.platform.tenancy.Callers;

/** The targets grid. */
@ApplicationScoped
public class TargetGrid implements GridSource {

    @Override
    public String name() {
        return "target";
    }

    @Override
    public GridDefinition definition() {
        return new GridDefinition(
                name(),
                Permission.MANAGE_CONTACTS.name(),
                "target t where t.company_id = " + Callers.get().company(),
                "t.id",
                "t.id desc",
                List.of(
                        // Ticked on the page, see TargetsBean.
                        GridColumn.of("select", Type.CUSTOM, "null::text").unsorted(),
                        GridColumn.of("name", Type.TEXT, "t.name"),
                        GridColumn.of("filters", Type.CUSTOM, "t.filters").unsorted(),
                        GridColumn.of("launches", Type.NUMBER, "t.launches"),
                        GridColumn.of("createdAt", Type.DATE_TIME, "t.created_at"),
                        GridColumn.of("updatedAt", Type.DATE_TIME, "t.updated_at")));
    }
}
