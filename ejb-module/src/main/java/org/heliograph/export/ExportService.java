package org.heliograph.export;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.platform.Json;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.grid.GridService;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** The calling user's exports. */
@Stateless
@Tenanted
@Requires(Permission.EXPORT_ENTITIES)
public class ExportService {

    /** Rows of a file that is written while the browser waits; more go through a job. */
    public static final int DIRECT_ROWS = 10_000;

    /** Ours; a user's exports that may be open at the same time. */
    private static final int OPEN = 5;

    private static final int LISTED = 50;

    @Inject
    private Jdbi jdbi;

    @Inject
    private GridService grids;

    @Inject
    private Clock clock;

    /**
     * Puts a table on the list of those to be written.
     *
     * @throws org.heliograph.platform.error.ForbiddenException if the caller may not see the table
     * @throws ConflictException if the caller has five open already
     */
    public long request(RequestExport command) {
        grids.definition(command.grid());
        long user = Callers.get().user();
        return jdbi.withHandle(handle -> {
            int open = handle.createQuery("select count(*) from export_job where company_id = :company"
                            + " and user_id = :user and status in ('QUEUED', 'RUNNING')")
                    .bind("company", Callers.get().company())
                    .bind("user", user)
                    .mapTo(Integer.class)
                    .one();
            if (open >= OPEN) {
                throw new ConflictException("export_too_many", null, open);
            }
            return handle.createQuery("insert into export_job (company_id, user_id, grid, format, query, file_name,"
                            + " created_at) values (:company, :user, :grid, :format, :query::jsonb, :fileName,"
                            + " :now::timestamptz) returning id")
                    .bind("company", Callers.get().company())
                    .bind("user", user)
                    .bind("grid", command.grid())
                    .bind("format", command.format().name())
                    .bind("query", Json.write(new ExportWork.Table(command.query(), command.layout())))
                    .bind("fileName", command.fileName() + command.format().extension())
                    .bind("now", clock.instant().toString())
                    .mapTo(Long.class)
                    .one();
        });
    }

    /** The latest fifty, newest first. */
    public List<Export> list() {
        return jdbi.withHandle(handle -> handle.createQuery("select id, grid, file_name, status, status_reason,"
                        + " rows_total, rows_done, created_at, finished_at from export_job"
                        + " where company_id = :company and user_id = :user order by id desc limit :limit")
                .bind("company", Callers.get().company())
                .bind("user", Callers.get().user())
                .bind("limit", LISTED)
                .map((row, context) -> read(row))
                .list());
    }

    /**
     * A file to hand to its owner.
     *
     * @param path where it is
     * @param name as the user sees it
     */
    public record ReadyFile(Path path, String name, ExportFormat format) {}

    /** @throws NotFoundException if it is not the caller's, not ready, or deleted after its week */
    public ReadyFile file(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("select file_path, file_name, format from export_job"
                                + " where id = :id and company_id = :company and user_id = :user"
                                + " and status = 'COMPLETE'")
                        .bind("id", id)
                        .bind("company", Callers.get().company())
                        .bind("user", Callers.get().user())
                        .map((row, context) -> new ReadyFile(
                                ExportFiles.of(Callers.get().company(), row.getString(1)),
                                row.getString(2),
                                ExportFormat.valueOf(row.getString(3))))
                        .findOne())
                .filter(file -> Files.isReadable(file.path()))
                .orElseThrow(() -> new NotFoundException("export_unknown", "id", id));
    }

    private static Export read(ResultSet row) throws SQLException {
        return new Export(
                row.getLong("id"),
                row.getString("grid"),
                row.getString("file_name"),
                Export.Status.valueOf(row.getString("status")),
                row.getString("status_reason"),
                row.getLong("rows_total"),
                row.getLong("rows_done"),
                instant(row.getTimestamp("created_at")),
                instant(row.getTimestamp("finished_at")));
    }

    private static Instant instant(Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
