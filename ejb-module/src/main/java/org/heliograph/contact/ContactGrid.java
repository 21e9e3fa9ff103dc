package org.heliograph.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.account.Permission;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.platform.grid.GridColumn.Type;
import org.heliograph.platform.grid.GridDefinition;
import org.heliograph.platform.grid.GridSource;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** The contacts grid: the phone number, a column for each attribute, tags, targets and opt-outs. */
@ApplicationScoped
public class ContactGrid implements GridSource {

    @Inject
    private Jdbi jdbi;

    @Override
    public String name() {
        return "contact";
    }

    @Override
    public GridDefinition definition() {
        long company = Callers.get().company();
        List<GridColumn> columns = new ArrayList<>();
        columns.add(GridColumn.of("phone", Type.TEXT, "c.phone"));
        columns.add(GridColumn.of(
                        "tags",
                        Type.LIST,
                        "(select array_agg(t.name order by t.name) from contact_tag ct join tag t on t.id = ct.tag_id"
                                + " where ct.contact_id = c.id)")
                .unsorted());
        // Which targets select a contact is asked for the rows of a page only.
        columns.add(GridColumn.of("targets", Type.CUSTOM, "null::text").unsorted());
        attributes(company).forEach(attribute -> columns.add(column(attribute)));
        columns.add(GridColumn.of(
                        "optOuts",
                        Type.LIST,
                        "(select array_agg(distinct o.channel) from opt_out o where o.contact_id = c.id)")
                .unsorted());
        columns.add(GridColumn.of("rcsCapable", Type.YES_NO, "c.rcs_capable"));
        columns.add(GridColumn.of("rcsCheckedAt", Type.DATE_TIME, "c.rcs_checked_at")
                .hiddenAtFirst());
        columns.add(GridColumn.of("createdAt", Type.DATE_TIME, "c.created_at").hiddenAtFirst());
        return new GridDefinition(
                name(),
                Permission.MANAGE_CONTACTS.name(),
                "contact c where c.company_id = " + company,
                "c.id",
                "c.id desc",
                columns);
    }

    private List<Column> attributes(long company) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, name, type from attribute where company_id = :company order by position, id")
                .bind("company", company)
                .map((row, context) -> new Column(row.getLong(1), row.getString(2), row.getString(3)))
                .list());
    }

    /** Names of attributes are the users' own, so they reach the SQL as a quoted literal. */
    private static GridColumn column(Column attribute) {
        String text = "(c.attributes ->> '" + attribute.name().replace("'", "''") + "')";
        return switch (attribute.type()) {
            case "NUMBER" ->
                GridColumn.of("a" + attribute.id(), Type.NUMBER, text + "::numeric")
                        .labelled(attribute.name());
            case "DATE" ->
                GridColumn.of("a" + attribute.id(), Type.DATE, text + "::date").labelled(attribute.name());
            case "YES_NO" ->
                GridColumn.of("a" + attribute.id(), Type.YES_NO, text + "::boolean")
                        .labelled(attribute.name());
            default -> GridColumn.of("a" + attribute.id(), Type.TEXT, text).labelled(attribute.name());
        };
    }

    private record Column(long id, String name, String type) {}
}
