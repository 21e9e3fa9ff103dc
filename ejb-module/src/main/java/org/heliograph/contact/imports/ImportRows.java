package org.heliograph.contact.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.heliograph.contact.imports.RowChecker.Checked;
import org.heliograph.platform.Json;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Checked rows and how they become contacts; sets only. */
@ApplicationScoped
class ImportRows {

    private static final int FETCH_SIZE = 1_000;

    @Inject
    private Jdbi jdbi;

    /** What a window of staged rows became. */
    record Applied(long created, long updated, long skipped) {}

    /** Forgets what an earlier check found. */
    void clear(long importId) {
        jdbi.useHandle(handle -> {
            handle.execute("delete from import_row where import_id = ?", importId);
            handle.execute("delete from import_rejection where import_id = ?", importId);
        });
    }

    /** Staged rows are of no use once they are contacts; rejections stay to be downloaded. */
    void clearStaged(long importId) {
        jdbi.useHandle(handle -> handle.execute("delete from import_row where import_id = ?", importId));
    }

    void stage(long importId, List<Checked> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("insert into import_row"
                        + " (import_id, company_id, row_number, phone, attributes)"
                        + " select :id::bigint, :company::bigint, n, p, a::jsonb"
                        + " from unnest(:numbers, :phones, :attributes) r (n, p, a)")
                .bind("id", importId)
                .bind("company", Callers.get().company())
                .bind("numbers", rows.stream().map(c -> c.row().number()).toArray(Long[]::new))
                .bind("phones", texts(rows, Checked::phone))
                .bind("attributes", texts(rows, Checked::attributes))
                .execute());
    }

    void reject(long importId, List<Checked> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("insert into import_rejection"
                        + " (import_id, company_id, row_number, reason, field, value, cells)"
                        + " select :id::bigint, :company::bigint, n, r, f, v,"
                        + " array(select jsonb_array_elements_text(c::jsonb))"
                        + " from unnest(:numbers, :reasons, :fields, :values, :cells) x (n, r, f, v, c)")
                .bind("id", importId)
                .bind("company", Callers.get().company())
                .bind("numbers", rows.stream().map(c -> c.row().number()).toArray(Long[]::new))
                .bind("reasons", texts(rows, Checked::reason))
                .bind("fields", texts(rows, Checked::field))
                .bind("values", texts(rows, c -> storable(c.value())))
                .bind("cells", texts(rows, c -> cells(c.row())))
                .execute());
    }

    private static String[] texts(List<Checked> rows, Function<Checked, String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }

    private static String cells(TableRow row) {
        return Json.write(row.cells().stream().map(ImportRows::storable).toList());
    }

    /** PostgreSQL keeps no NUL in a text. */
    private static String storable(String text) {
        return text == null ? null : text.replace("\0", "");
    }

    /** Marks the rows another row of the file stands for, joining them into it if asked. */
    void settleDuplicates(long importId, InFileDuplicates duplicates) {
        jdbi.useHandle(handle -> {
            // The planner takes rows staged since its last look for a few, and would join them each with each.
            nestedLoops(handle, "off");
            if (duplicates == InFileDuplicates.MERGE) {
                merge(handle, importId);
            }
            String order = duplicates == InFileDuplicates.LAST_WINS ? " desc" : "";
            handle.createUpdate("update import_row r set duplicate = true from (select row_number,"
                            + " row_number() over (partition by phone order by row_number" + order + ") as place"
                            + " from import_row where import_id = :id) d"
                            + " where d.place > 1 and r.import_id = :id and r.row_number = d.row_number")
                    .bind("id", importId)
                    .execute();
            nestedLoops(handle, "on");
        });
    }

    private static void nestedLoops(Handle handle, String onOrOff) {
        handle.createQuery("select set_config('enable_nestloop', :value, true)")
                .bind("value", onOrOff)
                .mapTo(String.class)
                .one();
    }

    private static void merge(Handle handle, long importId) {
        handle.createUpdate(
                        """
                        with several as (
                            select phone, min(row_number) as winner from import_row where import_id = :id
                            group by phone having count(*) > 1
                        ), joined as (
                            select s.winner, jsonb_object_agg(v.key, v.value order by r.row_number desc) as attributes
                            from several s
                            join import_row r on r.import_id = :id and r.phone = s.phone
                            cross join lateral jsonb_each(r.attributes) v
                            group by s.winner
                        )
                        update import_row r set attributes = j.attributes
                        from joined j where r.import_id = :id and r.row_number = j.winner
                        """)
                .bind("id", importId)
                .execute();
    }

    /** Brings the counts of the import's row up to what the check found. */
    void countChecked(long importId) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        update import_job j set
                            rows_duplicate = (select count(*) from import_row r where r.import_id = j.id and r.duplicate),
                            rows_existing = (select count(*) from import_row r
                                join contact c on c.company_id = j.company_id and c.phone = r.phone
                                where r.import_id = j.id and not r.duplicate)
                        where j.id = :id
                        """)
                .bind("id", importId)
                .execute());
    }

    /**
     * Makes contacts of the staged rows numbered above {@code after} up to {@code through}.
     *
     * @param names attributes the file fills
     * @param tag id; null for none
     */
    Applied apply(long importId, ExistingContacts existing, List<String> names, Long tag, long after, long through) {
        String conflict =
                switch (existing) {
                    case SKIP -> "do nothing";
                    case OVERRIDE ->
                        "do update set attributes = (c.attributes - :names) || excluded.attributes, updated_at = now()";
                    case ENRICH -> "do update set attributes = excluded.attributes || c.attributes, updated_at = now()";
                };
        String tagged = tag == null
                ? ""
                : tagging("tagged", "where created") + tagging("again", "where not created on conflict do nothing");
        String sql = "with part as (select row_number, phone, attributes, duplicate from import_row"
                + " where import_id = :id and row_number > :after and row_number <= :through),"
                + " done as (insert into contact as c (company_id, phone, attributes)"
                + " select :company::bigint, phone, attributes from part where not duplicate order by phone"
                + " on conflict (company_id, phone) " + conflict + " returning c.id, c.xmax = 0 as created)" + tagged
                + " select (select count(*) from part), count(*) filter (where created),"
                + " count(*) filter (where not created) from done";
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(sql)
                    .bind("id", importId)
                    .bind("company", Callers.get().company())
                    .bind("after", after)
                    .bind("through", through);
            if (existing == ExistingContacts.OVERRIDE) {
                query.bind("names", names.toArray(String[]::new));
            }
            if (tag != null) {
                query.bind("tag", tag);
            }
            return query.map((row, context) -> new Applied(
                            row.getLong(2), row.getLong(3), row.getLong(1) - row.getLong(2) - row.getLong(3)))
                    .one();
        });
    }

    /** A contact just made has no tag yet, and the look for one is spared. */
    private static String tagging(String name, String which) {
        return ", " + name + " as (insert into contact_tag (contact_id, tag_id, company_id)"
                + " select id, :tag::bigint, :company::bigint from done " + which + ")";
    }

    /** Rows that would become contacts, by number. */
    List<StagedRow> staged(long importId, int first, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select r.row_number, r.phone, r.attributes,"
                        + " exists (select from contact c where c.company_id = r.company_id and c.phone = r.phone)"
                        + " from import_row r where r.import_id = :id and not r.duplicate"
                        + " order by r.row_number limit :limit offset :first")
                .bind("id", importId)
                .bind("first", first)
                .bind("limit", limit)
                .map((row, context) -> new StagedRow(
                        row.getLong(1),
                        row.getString(2),
                        Json.read(row.getString(3), StagedRow.VALUES),
                        row.getBoolean(4)))
                .list());
    }

    List<Rejection> rejections(long importId, int first, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from import_rejection where import_id = :id"
                        + " order by row_number limit :limit offset :first")
                .bind("id", importId)
                .bind("first", first)
                .bind("limit", limit)
                .map((row, context) -> rejection(row))
                .list());
    }

    void forEachRejection(long importId, Consumer<Rejection> consumer) {
        jdbi.useHandle(
                handle -> handle.createQuery("select * from import_rejection where import_id = :id order by row_number")
                        .bind("id", importId)
                        .setFetchSize(FETCH_SIZE)
                        .map((row, context) -> rejection(row))
                        .forEach(consumer));
    }

    private static Rejection rejection(java.sql.ResultSet row) throws java.sql.SQLException {
        Array cells = row.getArray("cells");
        return new Rejection(
                row.getLong("row_number"),
                row.getString("reason"),
                row.getString("field"),
                row.getString("value"),
                List.of((String[]) cells.getArray()));
    }
}
