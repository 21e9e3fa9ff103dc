package org.heliograph.platform.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.platform.persistence.TestDatabase;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Walks every table that has a company and proves, by native SQL as the application's role, that one company neither sees
 * nor changes anything of another, and that without a company nothing is seen at all.
 */
class TenantIsolationIT {

    /** Values for columns whose checks allow only some. */
    private static final Map<String, String> CHECKED = Map.ofEntries(
            Map.entry("attribute.type", "'TEXT'"),
            Map.entry("import_job.status", "'DRAFT'"),
            Map.entry("consent_log.source", "'USER'"),
            Map.entry("consent_policy.opt_in", "'WORDS'"),
            Map.entry("broadcast.type", "'FALLBACK'"),
            Map.entry("broadcast.status", "'DRAFT'"),
            Map.entry("broadcast.launch", "'MANUAL'"),
            Map.entry("broadcast_step.wait_for", "'DELIVERY'"),
            Map.entry("broadcast_step.wait_minutes", "10"),
            Map.entry("chunk.state", "'QUEUED'"),
            Map.entry("sending_pace.kind", "'SENDER'"),
            Map.entry("send_window.open_till", "'20:00'"),
            Map.entry("frequency_cap.messages", "3"),
            Map.entry("frequency_cap.hours", "24"),
            Map.entry("message.direction", "'MT'"),
            Map.entry("export_job.format", "'CSV'"),
            Map.entry("export_job.status", "'QUEUED'"));

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();

    private record Column(String name, String type) {}

    @TestFactory
    Stream<DynamicTest> noTableShowsOrChangesAnythingOfAnotherCompany() {
        Caller owner = database.newCompany();
        Caller other = database.newCompany();
        return tenantTables().stream()
                .map(table -> DynamicTest.dynamicTest(table, () -> {
                    insertAsSuperuser(table, owner.company());
                    assertThat(count(owner, table, owner.company())).isPositive();
                    assertThat(count(other, table, owner.company())).isZero();
                    if (table.equals("consent_log")) {
                        nobodyChanges(table, owner, "update " + table + " set opted_out = not opted_out");
                        nobodyChanges(table, owner, "delete from " + table);
                        return;
                    }
                    assertThat(change(
                                    other,
                                    "update " + table + " set company_id = company_id where company_id = "
                                            + owner.company()))
                            .isZero();
                    assertThat(change(other, "delete from " + table + " where company_id = " + owner.company()))
                            .isZero();
                    assertThatThrownBy(() -> change(
                                    owner,
                                    "update " + table + " set company_id = " + other.company() + " where company_id = "
                                            + owner.company()))
                            .hasMessageContaining("row-level security");
                    assertThat(count(owner, table, owner.company())).isPositive();
                }));
    }

    private void nobodyChanges(String table, Caller caller, String sql) {
        assertThatThrownBy(() -> change(caller, sql)).as(table).hasMessageContaining("permission denied");
    }

    @Test
    void withoutACompanyNothingIsSeen() {
        Caller owner = database.newCompany();
        for (String table : tenantTables()) {
            insertAsSuperuser(table, owner.company());
            int seen = database.call(
                    Caller.SYSTEM,
                    () -> jdbi.withHandle(handle -> {
                        handle.execute("select set_config('heliograph.scope', '', true)");
                        return handle.createQuery("select count(*) from " + table + " where company_id is not null")
                                .mapTo(Integer.class)
                                .one();
                    }));
            assertThat(seen).as(table).isZero();
        }
    }

    @Test
    void everyTableIsProtectedOrKnownToHoldNothingOfACompany() {
        List<String> open = database.call(
                Caller.SYSTEM,
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                                        + " where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relrowsecurity"
                                        + " and not c.relispartition")
                        .mapTo(String.class)
                        .list()));
        assertThat(open).containsExactlyInAnyOrder("flyway_schema_history", "attempt");
    }

    @Test
    void thePartitionsOfMessagesCannotBeReadPastTheirTable() {
        Caller caller = database.newCompany();
        assertThatThrownBy(() -> count(caller, "message_default", caller.company()))
                .hasMessageContaining("permission denied");
    }

    private List<String> tenantTables() {
        return database.call(
                Caller.SYSTEM,
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid"
                                        + " join pg_namespace n on n.oid = c.relnamespace"
                                        + " where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition"
                                        + " and a.attname = 'company_id' and not a.attisdropped order by 1")
                        .mapTo(String.class)
                        .list()));
    }

    private int count(Caller caller, String table, long company) {
        return database.call(
                caller,
                () -> jdbi.withHandle(
                        handle -> handle.createQuery("select count(*) from " + table + " where company_id = " + company)
                                .mapTo(Integer.class)
                                .one()));
    }

    private int change(Caller caller, String sql) {
        return database.call(caller, () -> jdbi.withHandle(handle -> handle.execute(sql)));
    }

    /** A row with some value in every column that needs one; foreign keys are not looked at. */
    private void insertAsSuperuser(String table, long company) {
        List<Column> columns = database.call(
                Caller.SYSTEM,
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select a.attname, format_type(a.atttypid, null) from pg_attribute a"
                                        + " where a.attrelid = cast(:table as regclass) and a.attnum > 0 and not a.attisdropped"
                                        + " and a.attnotnull and not a.atthasdef and a.attidentity = ''")
                        .bind("table", table)
                        .map((row, context) -> new Column(row.getString(1), row.getString(2)))
                        .list()));
        Map<String, String> values =
                columns.stream().collect(Collectors.toMap(Column::name, column -> value(table, column)));
        values.put("company_id", Long.toString(company));
        database.asSuperuser("set session_replication_role = replica; insert into " + table + " ("
                + String.join(", ", values.keySet()) + ") values (" + String.join(", ", values.values()) + ")");
    }

    private static String value(String table, Column column) {
        String checked = CHECKED.get(table + "." + column.name());
        if (checked != null) {
            return checked;
        }
        return switch (column.type()) {
            case "bigint", "integer", "smallint" -> "(random() * 30000)::int";
            case "boolean" -> "true";
            case "timestamp with time zone" -> "now()";
            case "time without time zone" -> "'09:00'";
            case "uuid" -> "gen_random_uuid()";
            case "bytea" -> "'secret'::bytea";
            case "jsonb" -> "'{}'";
            case "character" -> "'US'";
            case "text[]", "integer[]", "timestamp with time zone[]" -> "'{}'";
            default -> "md5(random()::text)";
        };
    }
}
