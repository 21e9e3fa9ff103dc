package org.heliograph.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.account.Permission;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.platform.grid.GridColumn.Type;
import org.heliograph.platform.grid.GridDefinition;
import org.heliograph.platform.grid.GridSource;
import org.heliograph.platform.tenancy.Callers;

/** The table of sender IDs of all channels. */
@ApplicationScoped
public class SenderGrid implements GridSource {

    private static final List<String> STATUSES = List.of(
            "ACTIVE", "IN_PROGRESS", "SUBMITTED", "DRAFT", "CANCELED", "TESTING", "BLOCKED", "DONE", "REJECTED");

    @Override
    public String name() {
        return "sender";
    }

    @Override
    public GridDefinition definition() {
        List<GridColumn> columns = List.of(
                GridColumn.of("address", Type.TEXT, "s.address"),
                GridColumn.of("name", Type.TEXT, "s.name"),
                GridColumn.status(
                        "channel",
                        "s.channel",
                        Stream.of(Channel.values()).map(Enum::name).toList()),
                GridColumn.status("status", "s.status", STATUSES),
                GridColumn.of("account", Type.TEXT, "a.name"),
                GridColumn.of("speedLimit", Type.NUMBER, "s.speed_limit"),
                GridColumn.of("createdAt", Type.DATE_TIME, "s.created_at"),
                GridColumn.of("number", Type.NUMBER, "s.id").hiddenAtFirst());
        return new GridDefinition(
                name(),
                Permission.MANAGE_SENDER_IDS.name(),
                "sender s left join provider_account a on a.id = s.account_id where s.company_id = "
                        + Callers.get().company(),
                "s.id",
                "s.id desc",
                columns);
    }
}
