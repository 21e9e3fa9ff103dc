package org.heliograph.contact;

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

/** The consent log; a line without a sender is about the whole channel. */
@ApplicationScoped
public class ConsentGrid implements GridSource {

    @Override
    public String name() {
        return "consent";
    }

    @Override
    public GridDefinition definition() {
        return new GridDefinition(
                name(),
                Permission.MANAGE_CONTACTS.name(),
                "consent_log l join contact c on c.id = l.contact_id where l.company_id = "
                        + Callers.get().company(),
                "l.id",
                "l.id desc",
                List.of(
                        GridColumn.of("at", Type.DATE_TIME, "l.at"),
                        GridColumn.of("phone", Type.TEXT, "c.phone"),
                        GridColumn.status(
                                "change",
                                "case when l.opted_out then 'OPTED_OUT' else 'OPTED_IN' end",
                                List.of("OPTED_OUT", "OPTED_IN")),
                        GridColumn.status(
                                "channel",
                                "l.channel",
                                Stream.of(Channel.values()).map(Enum::name).toList()),
                        GridColumn.of("sender", Type.TEXT, "l.sender"),
                        GridColumn.status("source", "l.source", List.of("INBOUND_MESSAGE", "USER", "API", "IMPORT")),
                        GridColumn.of("detail", Type.TEXT, "l.detail"),
                        GridColumn.of("person", Type.TEXT, "l.person"),
                        GridColumn.of("proof", Type.TEXT, "l.proof").hiddenAtFirst(),
                        GridColumn.of("contactId", Type.NUMBER, "l.contact_id").hiddenAtFirst()));
    }
}
