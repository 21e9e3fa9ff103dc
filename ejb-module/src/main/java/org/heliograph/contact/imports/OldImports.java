package org.heliograph.contact.imports;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** Uploads are people's data: they go once nobody needs them. */
@Stateless
@Tenanted
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class OldImports {

    /** As long as exports are. */
    private static final Duration KEPT = Duration.ofDays(7);

    /** An upload is on disk before its import is committed. */
    private static final Duration UPLOADING = Duration.ofHours(1);

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /**
     * Forgets imports that ended a week ago or were never started, with their rejected rows, and deletes the files that
     * no import needs. An import that is over needs its file as long as it has rejected rows to be downloaded. As the
     * platform.
     */
    public void delete() {
        Instant now = clock.instant();
        Set<Path> needed = jdbi.withHandle(handle -> {
            handle.createUpdate(
                            """
                            with old as (
                                delete from import_job where status not in ('CHECKING', 'QUEUED', 'RUNNING')
                                and coalesce(finished_at, created_at) < :before::timestamptz returning id
                            )
                            delete from import_row r using old where r.import_id = old.id
                            """)
                    .bind("before", now.minus(KEPT).toString())
                    .execute();
            return handle.createQuery("select company_id, file_path from import_job"
                            + " where status not in ('COMPLETE', 'CANCELED') or rows_rejected > 0")
                    .map((row, context) -> ImportFiles.of(row.getLong(1), row.getString(2)))
                    .collect(Collectors.toSet());
        });
        ImportFiles.deleteAllBut(needed, now.minus(UPLOADING));
    }
}
