package org.heliograph.export;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.heliograph.platform.Json;
import org.heliograph.platform.Setting;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.grid.GridQuery;
import org.heliograph.platform.grid.GridService;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/**
 * What the export job does, page by page; each call is a transaction of its own. A call by an attempt that another has
 * taken over from ends in a ConflictException.
 */
@Stateless
@Tenanted
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ExportWork {

    /** Rows read at once, which are in memory at once. */
    private static final int PAGE = 2_000;

    /** Exports that run at the same time, of all companies and on all servers. */
    private static final int AT_ONCE = 2;

    private static final int ATTEMPTS = 3;
    private static final Duration KEPT = Duration.ofDays(7);

    @Inject
    private Jdbi jdbi;

    @Inject
    private GridService grids;

    @Inject
    private Clock clock;

    /** An export taken; the attempt proves to the calls below who took it last. */
    public record Claim(long exportId, long companyId, int attempt) {}

    /** What is stored of a request. */
    record Table(GridQuery query, ExportLayout layout) {}

    /** An export to be written, with a fresh file for this attempt. */
    public record Task(
            long exportId,
            int attempt,
            String grid,
            GridQuery query,
            ExportLayout layout,
            ExportFormat format,
            Path file) {}

    /** Takes exports that wait, or whose worker has gone silent; gives up those that did so three times. As the platform. */
    public List<Claim> claimDue() {
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> {
            handle.createUpdate("update export_job set status = 'FAILED', status_reason = 'export_interrupted',"
                            + " finished_at = :now::timestamptz, lease_until = null"
                            + " where status = 'RUNNING' and lease_until < :now::timestamptz and attempt >= :attempts")
                    .bind("now", now.toString())
                    .bind("attempts", ATTEMPTS)
                    .execute();
            return handle.createQuery(
                            """
                            with due as (
                                select id from export_job
                                where status = 'QUEUED' or status = 'RUNNING' and lease_until < :now::timestamptz
                                order by created_at
                                limit greatest(0, :atOnce - (select count(*) from export_job
                                    where status = 'RUNNING' and lease_until >= :now::timestamptz))
                                for update skip locked
                            )
                            update export_job j set status = 'RUNNING', attempt = attempt + 1, rows_done = 0,
                                lease_until = :lease::timestamptz
                            from due where j.id = due.id
                            returning j.id, j.company_id, j.attempt
                            """)
                    .bind("now", now.toString())
                    .bind("atOnce", AT_ONCE)
                    .bind("lease", lease(now))
                    .map((row, context) -> new Claim(row.getLong(1), row.getLong(2), row.getInt(3)))
                    .list();
        });
    }

    /** Starts the file: counts its rows, beyond 100,000 by the planner's estimate. */
    public Task start(long exportId, int attempt) {
        return jdbi.withHandle(handle -> {
            Task task = handle.createQuery("select grid, query, format from export_job"
                            + " where id = :id and attempt = :attempt and status = 'RUNNING'")
                    .bind("id", exportId)
                    .bind("attempt", attempt)
                    .map((row, context) -> {
                        Table table = Json.read(row.getString("query"), Table.class);
                        ExportFormat format = ExportFormat.valueOf(row.getString("format"));
                        Path file = ExportFiles.of(Callers.get().company(), UUID.randomUUID() + format.extension());
                        return new Task(
                                exportId, attempt, row.getString("grid"), table.query(), table.layout(), format, file);
                    })
                    .findOne()
                    .orElseThrow(ExportWork::takenOver);
            long total =
                    grids.count(task.grid(), task.query(), task.layout().zone()).rows();
            own(handle.createUpdate("update export_job set rows_total = :total, lease_until = :lease::timestamptz"
                            + " where id = :id and attempt = :attempt and status = 'RUNNING'")
                    .bind("total", total)
                    .bind("lease", lease(clock.instant()))
                    .bind("id", exportId)
                    .bind("attempt", attempt)
                    .execute());
            return task;
        });
    }

    /**
     * The next rows.
     *
     * @param after key of the last row written; null to start
     * @param done rows written so far, which is noted as progress
     */
    public List<Map<String, Object>> next(Task task, Object after, long done) {
        jdbi.useHandle(handle -> own(handle.createUpdate("update export_job set rows_done = :done,"
                        + " rows_total = greatest(rows_total, :done), lease_until = :lease::timestamptz"
                        + " where id = :id and attempt = :attempt and status = 'RUNNING'")
                .bind("done", done)
                .bind("lease", lease(clock.instant()))
                .bind("id", task.exportId())
                .bind("attempt", task.attempt())
                .execute()));
        return grids.pageAfter(task.grid(), task.query(), task.layout().zone(), after, PAGE);
    }

    /** The file is whole. */
    public void complete(Task task, long done) {
        jdbi.useHandle(handle -> own(handle.createUpdate("update export_job set status = 'COMPLETE', rows_done = :done,"
                        + " rows_total = :done, file_path = :file, lease_until = null,"
                        + " finished_at = :now::timestamptz"
                        + " where id = :id and attempt = :attempt and status = 'RUNNING'")
                .bind("done", done)
                .bind("file", task.file().getFileName().toString())
                .bind("now", clock.instant().toString())
                .bind("id", task.exportId())
                .bind("attempt", task.attempt())
                .execute()));
    }

    /** The file cannot be written: tried again at once, three times in all. */
    public void fail(long exportId, int attempt) {
        jdbi.useHandle(handle -> handle.createUpdate("update export_job set lease_until = null,"
                        + " status = case when attempt >= :attempts then 'FAILED' else 'QUEUED' end,"
                        + " status_reason = case when attempt >= :attempts then 'export_failed' end,"
                        + " finished_at = case when attempt >= :attempts then :now::timestamptz end"
                        + " where id = :id and attempt = :attempt and status = 'RUNNING'")
                .bind("attempts", ATTEMPTS)
                .bind("now", clock.instant().toString())
                .bind("id", exportId)
                .bind("attempt", attempt)
                .execute());
    }

    /** Removes a file that will not become whole. */
    public static void discard(Task task) throws IOException {
        Files.deleteIfExists(task.file());
    }

    /** Forgets exports after a week, with their files. As the platform. */
    public void deleteOld() {
        Instant before = clock.instant().minus(KEPT);
        jdbi.useHandle(handle ->
                handle.execute("delete from export_job where created_at < ?::timestamptz", before.toString()));
        ExportFiles.deleteOlderThan(before);
    }

    private static String lease(Instant now) {
        return now.plusSeconds(Setting.LEASE_SECONDS.getInt()).toString();
    }

    private static void own(int rows) {
        if (rows == 0) {
            throw takenOver();
        }
    }

    private static ConflictException takenOver() {
        return new ConflictException("export_taken_over", null);
    }
}
