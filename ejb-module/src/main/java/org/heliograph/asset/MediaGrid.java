package org.heliograph.asset;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.heliograph.account.Permission;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.platform.grid.GridColumn.Type;
import org.heliograph.platform.grid.GridDefinition;
import org.heliograph.platform.grid.GridSource;
import org.heliograph.platform.tenancy.Callers;

/** The table of the media library. */
@ApplicationScoped
public class MediaGrid implements GridSource {

    @Override
    public String name() {
        return "media";
    }

    @Override
    public GridDefinition definition() {
        List<GridColumn> columns = List.of(
                GridColumn.of("preview", Type.CUSTOM, "'" + Media.PATH + "' || m.token || '.' || lower(m.format)")
                        .unsorted(),
                GridColumn.of("name", Type.TEXT, "m.name"),
                GridColumn.status("kind", "m.kind", MediaKind.values()),
                GridColumn.of("format", Type.TEXT, "m.format"),
                GridColumn.of("size", Type.TEXT, "m.width || ' × ' || m.height"),
                GridColumn.of("weight", Type.NUMBER, "(m.bytes + 1023) / 1024"),
                GridColumn.of("createdAt", Type.DATE_TIME, "m.created_at"),
                GridColumn.of("number", Type.NUMBER, "m.id").hiddenAtFirst());
        return new GridDefinition(
                name(),
                Permission.MANAGE_MEDIA.name(),
                "media m where m.company_id = " + Callers.get().company(),
                "m.id",
                "m.id desc",
                columns);
    }
}
