package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.heliograph.broadcast.BroadcastTemplate;
import org.heliograph.broadcast.LaunchType;
import org.heliograph.broadcast.TemplateStatus;

/** Keeps a template's next launch right, and makes its broadcasts. The caller holds the template's lock. */
@ApplicationScoped
public class TemplateSchedule {

    @Inject
    private BroadcastTemplateRepository templates;

    @Inject
    private BroadcastRepository broadcasts;

    @Inject
    private ErrorPause errorPause;

    @Inject
    private Clock clock;

    /** Sets the next launch after the template has changed. */
    public void follow(long id) {
        followSince(id, clock.instant());
    }

    /** The same; if the schedule has run out since that moment, its next launch is one that was missed, and due at once. */
    public void followSince(long id, Instant since) {
        BroadcastTemplate template = templates.get(id);
        Instant next = template.paused()
                ? null
                : next(template, clock.instant())
                        .or(() -> next(template, since))
                        .orElse(null);
        templates.schedule(id, template.paused(), next);
    }

    public void pause(long id) {
        templates.schedule(id, true, null);
    }

    /** Returns the next launch; empty if none is left. */
    public Optional<Instant> resume(long id) {
        Optional<Instant> next = next(templates.get(id), clock.instant());
        templates.schedule(id, false, next.orElse(null));
        return next;
    }

    /** A broadcast like the template, not launched yet. Returns its id. */
    public long makeBroadcast(BroadcastTemplate template, LaunchType launch, Long userId) {
        long broadcast =
                broadcasts.insert(template.toCommand().copyFor(template.audience(), template.fullName()), userId);
        errorPause.setLimit(broadcast, errorPause.limitOfTemplate(template.id()));
        templates.noteOrigin(broadcast, template.id(), launch);
        templates.countLaunch(template.id(), clock.instant());
        return broadcast;
    }

    private static Optional<Instant> next(BroadcastTemplate template, Instant after) {
        return template.recurrence() == null || template.status() != TemplateStatus.ACTIVE
                ? Optional.empty()
                : template.recurrence().next(after);
    }
}
