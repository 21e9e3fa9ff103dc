package org.heliograph.apiaccess;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.heliograph.account.Permission;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.platform.grid.GridColumn.Type;
import org.heliograph.platform.grid.GridDefinition;
import org.heliograph.platform.grid.GridSource;
import org.heliograph.platform.tenancy.Callers;

/** The table of API keys. */
@ApplicationScoped
public class ApiKeyGrid implements GridSource {

    @Override
    public String name() {
        return "apikey";
    }

    @Override
    public GridDefinition definition() {
        List<GridColumn> columns = List.of(
                GridColumn.of("number", Type.NUMBER, "k.id"),
                GridColumn.of("name", Type.TEXT, "k.name"),
                GridColumn.of("key", Type.TEXT, "k.prefix || '…'"),
                GridColumn.of("scopes", Type.LIST, "k.scopes").unsorted(),
                GridColumn.of("webhook", Type.TEXT, "k.webhook"),
                GridColumn.of(
                                "senders",
                                Type.LIST,
                                "(select array_agg(s.name order by s.name) from sender s where s.id = any(k.senders))")
                        .unsorted(),
                GridColumn.status(
                        "status",
                        "case when k.revoked_at is null then 'ACTIVE' else 'REVOKED' end",
                        List.of("ACTIVE", "REVOKED")),
                GridColumn.of("createdAt", Type.DATE_TIME, "k.created_at"),
                GridColumn.of("lastUsedAt", Type.DATE_TIME, "k.last_used_at"),
                GridColumn.of(
                                "previousUntil",
                                Type.DATE_TIME,
                                "case when k.previous_expires_at > now() then k.previous_expires_at end")
                        .hiddenAtFirst());
        return new GridDefinition(
                name(),
                Permission.MANAGE_API_KEYS.name(),
                "api_key k where k.company_id = " + Callers.get().company(),
                "k.id",
                "k.id desc",
                columns);
    }
}
