package org.heliograph.asset;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.account.Permission;
import org.heliograph.channel.Channel;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.platform.grid.GridColumn.Type;
import org.heliograph.platform.grid.GridDefinition;
import org.heliograph.platform.grid.GridSource;
import org.heliograph.platform.tenancy.Callers;

/** The table of content templates. */
@ApplicationScoped
public class ContentTemplateGrid implements GridSource {

    @Override
    public String name() {
        return "contentTemplate";
    }

    @Override
    public GridDefinition definition() {
        List<GridColumn> columns = List.of(
                GridColumn.of("number", Type.NUMBER, "t.id"),
                GridColumn.of("name", Type.TEXT, "t.name"),
                GridColumn.status(
                        "channel",
                        "t.channel",
                        Stream.of(Channel.SMS, Channel.RCS, Channel.EMAIL)
                                .map(Enum::name)
                                .toList()),
                GridColumn.of("updatedAt", Type.DATE_TIME, "t.updated_at"),
                GridColumn.of("createdAt", Type.DATE_TIME, "t.created_at").hiddenAtFirst());
        return new GridDefinition(
                name(),
                Permission.MANAGE_CONTENT_TEMPLATES.name(),
                "content_template t where t.company_id = " + Callers.get().company(),
                "t.id",
                "t.id desc",
                columns);
    }
}
