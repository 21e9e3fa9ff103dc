package org.heliograph.contact.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.heliograph.platform.Json;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** The rows of imports in the database. */
@ApplicationScoped
class ImportJobs {

    private static final String SELECT = "select j.*, u.first_name || ' ' || u.last_name as user_name from import_job j"
            + " join app_user u on u.id = j.user_id where j.company_id = :company";

    @Inject
    private Jdbi jdbi;

    Optional<ImportJob> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " and j.id = :id")
                .bind("company", Callers.get().company())
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne());
    }

    List<ImportJob> recent(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " order by j.id desc limit :limit")
                .bind("company", Callers.get().company())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    long insert(String fileName, String path, long bytes, ImportSettings settings) {
        return jdbi.withHandle(handle -> handle.createQuery("insert into import_job"
                        + " (company_id, user_id, file_name, file_path, file_bytes, settings)"
                        + " values (:company, :user, :name, :path, :bytes, :settings::jsonb) returning id")
                .bind("company", Callers.get().company())
                .bind("user", Callers.get().user())
                .bind("name", fileName)
                .bind("path", path)
                .bind("bytes", bytes)
                .bind("settings", Json.write(settings))
                .mapTo(Long.class)
                .one());
    }

    /** Keeps the answers of a wizard's page and forgets what a check found; false if the import works or is over. */
    boolean saveSettings(long id, ImportSettings settings, boolean recheck) {
        String reset = recheck
                ? ", status = 'DRAFT', status_reason = null, status_values = '{}', rows_total = 0, rows_done = 0,"
                        + " rows_duplicate = 0, rows_rejected = 0, rows_existing = 0, checkpoint = 0, last_row = 0"
                : "";
        return jdbi.withHandle(handle -> handle.createUpdate("update import_job set settings = :settings::jsonb" + reset
                                + " where company_id = :company and id = :id"
                                + " and status in ('DRAFT', 'CHECKED', 'FAILED') and started_at is null")
                        .bind("company", Callers.get().company())
                        .bind("id", id)
                        .bind("settings", Json.write(settings))
                        .execute())
                == 1;
    }

    /** Hands the import to whoever looks for work next. */
    boolean queue(long id, ImportStatus from, ImportStatus to, long checkpoint) {
        return jdbi.withHandle(handle -> handle.createUpdate("update import_job set status = :to,"
                                + " checkpoint = :checkpoint, rows_done = 0, lease_until = now(), failures = 0,"
                                + " started_at = case when :to = 'QUEUED' then now() else started_at end"
                                + " where company_id = :company and id = :id and status = :from")
                        .bind("company", Callers.get().company())
                        .bind("id", id)
                        .bind("from", from.name())
                        .bind("to", to.name())
                        .bind("checkpoint", checkpoint)
                        .execute())
                == 1;
    }

    /** How many contacts the imports under way will still add, as far as their checks can tell. */
    long contactsComing() {
        return jdbi.withHandle(handle -> handle.createQuery("select coalesce(sum(greatest(0, rows_total"
                        + " - rows_rejected - rows_duplicate - rows_existing - rows_created)), 0) from import_job"
                        + " where company_id = :company and status in ('QUEUED', 'RUNNING')")
                .bind("company", Callers.get().company())
                .mapTo(Long.class)
                .one());
    }

    /** Whoever works on it finds at the next chunk that it may not go on. */
    boolean cancel(long id) {
        return jdbi.withHandle(handle -> handle.createUpdate("update import_job"
                                + " set status = case when started_at is null then 'DRAFT' else 'CANCELED' end,"
                                + " finished_at = case when started_at is null then null else now() end"
                                + " where company_id = :company and id = :id"
                                + " and status in ('CHECKING', 'QUEUED', 'RUNNING')")
                        .bind("company", Callers.get().company())
                        .bind("id", id)
                        .execute())
                == 1;
    }

    private static ImportJob read(ResultSet row) throws SQLException {
        return new ImportJob(
                row.getLong("id"),
                row.getLong("company_id"),
                row.getString("user_name"),
                row.getString("file_name"),
                row.getString("file_path"),
                row.getLong("file_bytes"),
                Json.read(row.getString("settings"), ImportSettings.class),
                ImportStatus.valueOf(row.getString("status")),
                row.getString("status_reason"),
                List.of((String[]) row.getArray("status_values").getArray()),
                new ImportCounts(
                        row.getLong("rows_total"),
                        row.getLong("rows_done"),
                        row.getLong("rows_created"),
                        row.getLong("rows_updated"),
                        row.getLong("rows_skipped"),
                        row.getLong("rows_duplicate"),
                        row.getLong("rows_rejected"),
                        row.getLong("rows_existing")),
                row.getLong("checkpoint"),
                row.getLong("last_row"),
                row.getInt("attempt"),
                instant(row, "created_at"),
                instant(row, "started_at"),
                instant(row, "finished_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
