package org.heliograph.contact.imports;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.heliograph.account.Trial;
import org.heliograph.contact.AttributeService;
import org.heliograph.contact.TagService;
import org.heliograph.contact.imports.RowChecker.Checked;
import org.heliograph.platform.Setting;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/**
 * What the batch jobs do, chunk by chunk; each call is a transaction of its own. A call by an attempt that another has
 * taken over from, or on an import that was stopped, does nothing and answers false.
 */
@Stateless
@Tenanted
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ImportWork {

    /** Failed attempts in a row without a committed chunk before an import is given up. */
    private static final int FAILURES = 3;

    /** Imports that run at the same time, of all companies and on all servers. */
    private static final int AT_ONCE = 2;

    /** What follows a check sorts the whole file; nobody may take it for dead meanwhile. */
    private static final int LONG_LEASE_SECONDS = 900;

    /** So many rows change what the planner should know of contacts. */
    private static final int MANY_ROWS = 10_000;

    @Inject
    private Jdbi jdbi;

    @Inject
    private ImportJobs jobs;

    @Inject
    private ImportRows rows;

    @Inject
    private AttributeService attributes;

    @Inject
    private TagService tags;

    @Inject
    private Trial trial;

    /**
     * An import to work on.
     *
     * @param attempt proves to the calls below who took it last
     */
    public record Claim(long importId, long companyId, int attempt, ImportStatus status) {}

    /** Takes imports that wait, or whose worker has gone silent. Called as the platform. */
    public List<Claim> claimDue() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        with due as (
                            select id from import_job
                            where status in ('CHECKING', 'QUEUED', 'RUNNING') and lease_until <= now()
                            order by lease_until
                            limit greatest(0, :atOnce - (select count(*) from import_job
                                where status in ('CHECKING', 'QUEUED', 'RUNNING') and lease_until > now()))
                            for update skip locked
                        )
                        update import_job j
                        set attempt = attempt + 1, lease_until = now() + make_interval(secs => :lease),
                            status = case when status = 'QUEUED' then 'RUNNING' else status end
                        from due where j.id = due.id
                        returning j.id, j.company_id, j.attempt, j.status
                        """)
                .bind("atOnce", AT_ONCE)
                .bind("lease", Setting.LEASE_SECONDS.getInt())
                .map((row, context) -> new Claim(
                        row.getLong(1), row.getLong(2), row.getInt(3), ImportStatus.valueOf(row.getString(4))))
                .list());
    }

    /** The import as it stands; empty-handed workers ask before they start. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public ImportJob get(long importId) {
        return jobs.find(importId).orElseThrow();
    }

    /**
     * Checks rows of the file and stages or rejects them.
     *
     * @param after number of the last row committed before these
     */
    public boolean stage(long importId, int attempt, long after, List<TableRow> chunk) {
        ImportJob job = get(importId);
        RowChecker checker = new RowChecker(job.settings(), attributes.list());
        Map<Boolean, List<Checked>> checked =
                chunk.parallelStream().map(checker::check).collect(Collectors.partitioningBy(Checked::isValid));
        long last = chunk.get(chunk.size() - 1).number();
        boolean mine = jdbi.withHandle(handle -> handle.createUpdate("update import_job set checkpoint = :last,"
                                + " last_row = :last, rows_done = rows_done + :count, rows_total = rows_total + :count,"
                                + " rows_rejected = rows_rejected + :rejected, failures = 0,"
                                + " lease_until = now() + make_interval(secs => :lease)"
                                + " where id = :id and attempt = :attempt and checkpoint = :after"
                                + " and status = 'CHECKING'")
                        .bind("id", importId)
                        .bind("attempt", attempt)
                        .bind("after", after)
                        .bind("last", last)
                        .bind("count", chunk.size())
                        .bind("rejected", checked.get(false).size())
                        .bind("lease", Setting.LEASE_SECONDS.getInt())
                        .execute())
                == 1;
        if (mine) {
            rows.stage(importId, checked.get(true));
            rows.reject(importId, checked.get(false));
        }
        return mine;
    }

    /** Announces work that takes longer than a chunk. */
    public boolean holdLonger(long importId, int attempt) {
        return jdbi.withHandle(handle -> handle.createUpdate("update import_job"
                                + " set lease_until = now() + make_interval(secs => :lease)"
                                + " where id = :id and attempt = :attempt and status in ('CHECKING', 'RUNNING')")
                        .bind("id", importId)
                        .bind("attempt", attempt)
                        .bind("lease", LONG_LEASE_SECONDS)
                        .execute())
                == 1;
    }

    /** Ends the check: decides among duplicates and counts. */
    public boolean endCheck(long importId, int attempt) {
        if (!close(importId, attempt, ImportStatus.CHECKING, ImportStatus.CHECKED)) {
            return false;
        }
        rows.settleDuplicates(importId, get(importId).settings().getDuplicates());
        rows.countChecked(importId);
        return true;
    }

    /** Makes contacts of the next window of staged rows. */
    public boolean apply(long importId, int attempt, long after, long through) {
        ImportJob job = get(importId);
        ImportSettings settings = job.settings();
        boolean mine = jdbi.withHandle(handle -> handle.createUpdate("update import_job set checkpoint = :through,"
                                + " failures = 0, lease_until = now() + make_interval(secs => :lease)"
                                + " where id = :id and attempt = :attempt and checkpoint = :after"
                                + " and status = 'RUNNING'")
                        .bind("id", importId)
                        .bind("attempt", attempt)
                        .bind("after", after)
                        .bind("through", through)
                        .bind("lease", Setting.LEASE_SECONDS.getInt())
                        .execute())
                == 1;
        if (!mine) {
            return false;
        }
        List<String> names = new RowChecker(settings, attributes.list()).names();
        Long tag = settings.getTag() == null
                ? null
                : tags.ensure(List.of(settings.getTag())).get(0);
        ImportRows.Applied applied = rows.apply(importId, settings.getExisting(), names, tag, after, through);
        if (applied.created() > 0) {
            trial.admitContacts();
        }
        jdbi.useHandle(handle -> handle.createUpdate("update import_job set rows_created = rows_created + :created,"
                        + " rows_updated = rows_updated + :updated, rows_skipped = rows_skipped + :skipped,"
                        + " rows_done = rows_done + :created + :updated + :skipped where id = :id")
                .bind("id", importId)
                .bind("created", applied.created())
                .bind("updated", applied.updated())
                .bind("skipped", applied.skipped())
                .execute());
        return true;
    }

    /** Tells the planner of the new contacts, if they are many, before anybody asks for them. Nothing depends on it. */
    public boolean analyze(long importId, int attempt) {
        return jdbi.withHandle(handle -> handle.createQuery("select rows_created + rows_updated >= :many"
                                + " and analyze_contacts() from import_job"
                                + " where id = :id and attempt = :attempt and status = 'RUNNING'")
                        .bind("many", MANY_ROWS)
                        .bind("id", importId)
                        .bind("attempt", attempt)
                        .mapTo(Boolean.class)
                        .findOne())
                .isPresent();
    }

    public boolean endImport(long importId, int attempt) {
        if (!close(importId, attempt, ImportStatus.RUNNING, ImportStatus.COMPLETE)) {
            return false;
        }
        rows.clearStaged(importId);
        return true;
    }

    private boolean close(long importId, int attempt, ImportStatus from, ImportStatus to) {
        return jdbi.withHandle(handle -> handle.createUpdate("update import_job set status = :to, lease_until = null,"
                                + " finished_at = case when :to = 'COMPLETE' then now() end"
                                + " where id = :id and attempt = :attempt and status = :from")
                        .bind("id", importId)
                        .bind("attempt", attempt)
                        .bind("from", from.name())
                        .bind("to", to.name())
                        .execute())
                == 1;
    }

    /** The file cannot be read on: the import ends with the reason. */
    public void fail(long importId, int attempt, String reason, List<String> values) {
        jdbi.useHandle(handle -> handle.createUpdate("update import_job set status = 'FAILED', lease_until = null,"
                        + " status_reason = :reason, status_values = :values where id = :id and attempt = :attempt"
                        + " and status in ('CHECKING', 'RUNNING')")
                .bind("id", importId)
                .bind("attempt", attempt)
                .bind("reason", reason)
                .bind("values", values.toArray(String[]::new))
                .execute());
    }

    /** Something broke that may work at the next attempt; after the third in a row the import is given up. */
    public void retryLater(long importId, int attempt) {
        jdbi.useHandle(handle -> handle.createUpdate("update import_job set failures = failures + 1,"
                        + " lease_until = now() + make_interval(secs => 5),"
                        + " status = case when failures + 1 >= :limit then 'FAILED' else status end,"
                        + " status_reason = case when failures + 1 >= :limit then 'import_broken' end"
                        + " where id = :id and attempt = :attempt and status in ('CHECKING', 'RUNNING')")
                .bind("id", importId)
                .bind("attempt", attempt)
                .bind("limit", FAILURES)
                .execute());
    }
}
