package org.heliograph.broadcast.internal;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.heliograph.broadcast.BroadcastStatus;
import org.heliograph.broadcast.LaunchType;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** Templates whose schedule is due, and the transaction that serves one. */
@Stateless
@Tenanted
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DueTemplates {

    @Inject
    private Jdbi jdbi;

    @Inject
    private BroadcastTemplateRepository templates;

    @Inject
    private TemplateSchedule schedule;

    @Inject
    private BroadcastRepository broadcasts;

    @Inject
    private Clock clock;

    /** A template of a company. */
    public record Due(long companyId, long templateId) {}

    /** Across companies. */
    public List<Due> list() {
        return jdbi.withHandle(handle -> handle.createQuery("select company_id, id from broadcast_template"
                        + " where next_launch <= :now::timestamptz order by next_launch limit 50")
                .bind("now", clock.instant().toString())
                .map((row, context) -> new Due(row.getLong(1), row.getLong(2)))
                .list());
    }

    /**
     * Makes the broadcast of a due template, unless another server does, and sets the template's next launch with it. The
     * broadcast is scheduled for now: the timer of scheduled broadcasts launches it, or notes why it could not be. Of
     * several launches that were missed, only the latest is made up for.
     */
    public void launch(long id) {
        Instant now = clock.instant();
        templates.lockDue(id, now).ifPresent(template -> {
            long broadcast = schedule.makeBroadcast(template, LaunchType.RECURRENT, template.authorId());
            broadcasts.schedule(broadcast, template.recurrence().latestDue(template.nextLaunch(), now));
            broadcasts.change(broadcasts.lock(broadcast), BroadcastStatus.SCHEDULED, null, now);
            schedule.follow(id);
        });
    }
}
