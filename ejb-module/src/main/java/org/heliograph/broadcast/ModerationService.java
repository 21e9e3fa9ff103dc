package org.heliograph.broadcast;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.broadcast.internal.BroadcastRepository;
import org.heliograph.broadcast.internal.BroadcastTemplateRepository;
import org.heliograph.broadcast.internal.ModerationMail;
import org.heliograph.broadcast.internal.TemplateSchedule;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Tenanted;

/**
 * What a moderator decides on what a company wants to send. The author learns it by e-mail; a rejection's reason is also
 * shown with the broadcast or template.
 */
@Stateless
@Tenanted
@Requires(Permission.MODERATE_BROADCASTS)
public class ModerationService {

    static final int MAX_REASON = 1_000;

    @Inject
    private BroadcastRepository broadcasts;

    @Inject
    private BroadcastTemplateRepository templates;

    @Inject
    private TemplateSchedule schedule;

    @Inject
    private ModerationMail mail;

    @Inject
    private Clock clock;

    /**
     * Lets it start at its time; at once if it has none, or its time has passed. If it cannot run by then, it fails with the
     * reason, as any scheduled broadcast.
     */
    public void approveBroadcast(long id) {
        Broadcast broadcast = lockBroadcast(id);
        Instant now = clock.instant();
        if (broadcast.scheduledFor() == null) {
            broadcasts.schedule(id, now);
        }
        broadcasts.change(broadcast, BroadcastStatus.SCHEDULED, null, now);
        mail.broadcastApproved(broadcast);
    }

    /** @param reason what the author has to change, at most 1,000 characters */
    public void rejectBroadcast(long id, String reason) {
        checkReason(reason);
        Broadcast broadcast = lockBroadcast(id);
        broadcasts.change(broadcast, BroadcastStatus.REJECTED, reason.strip(), clock.instant());
        mail.broadcastRejected(broadcast, reason.strip());
    }

    /**
     * Makes it active: it can be launched, and its schedule counts from now on. If that ran out while the template waited, its
     * last launch is made up for at once.
     */
    public void approveTemplate(long id) {
        BroadcastTemplate template = lockTemplate(id);
        Instant waitsSince = templates.waitsSince(id);
        templates.change(id, TemplateStatus.ACTIVE, null, clock.instant());
        schedule.followSince(id, waitsSince);
        mail.templateApproved(template);
    }

    /** @param reason what the author has to change, at most 1,000 characters */
    public void rejectTemplate(long id, String reason) {
        checkReason(reason);
        BroadcastTemplate template = lockTemplate(id);
        templates.change(id, TemplateStatus.REJECTED, reason.strip(), clock.instant());
        mail.templateRejected(template, reason.strip());
    }

    private Broadcast lockBroadcast(long id) {
        Broadcast broadcast = broadcasts.lock(id);
        BroadcastAction.MODERATE.check(broadcast.status());
        return broadcast;
    }

    private BroadcastTemplate lockTemplate(long id) {
        BroadcastTemplate template = templates.lock(id);
        if (template.status() != TemplateStatus.ON_MODERATION) {
            throw new ConflictException("not_on_moderation", null);
        }
        return template;
    }

    private static void checkReason(String reason) {
        if (reason == null || reason.isBlank()) {
            throw new InvalidException("moderation_reason", "reason");
        }
        if (reason.length() > MAX_REASON) {
            throw new InvalidException("too_long", "reason", MAX_REASON);
        }
    }
}
