package org.heliograph.broadcast;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.heliograph.account.CompanyService;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.account.Trial;
import org.heliograph.broadcast.internal.AudienceFreeze;
import org.heliograph.broadcast.internal.BroadcastChecks;
import org.heliograph.broadcast.internal.BroadcastLaunch;
import org.heliograph.broadcast.internal.BroadcastRepository;
import org.heliograph.broadcast.internal.Chunks;
import org.heliograph.broadcast.internal.Counts;
import org.heliograph.broadcast.internal.ErrorPause;
import org.heliograph.broadcast.internal.RunControl;
import org.heliograph.contact.Tag;
import org.heliograph.contact.TagService;
import org.heliograph.contact.Target;
import org.heliograph.contact.TargetService;
import org.heliograph.message.WorkReady;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;

/** What users do with broadcasts. */
@Stateless
@Tenanted
@Requires(Permission.MANAGE_BROADCASTS)
public class BroadcastService {

    @Inject
    private BroadcastRepository broadcasts;

    @Inject
    private BroadcastChecks checks;

    @Inject
    private BroadcastLaunch launch;

    @Inject
    private AudienceFreeze audience;

    @Inject
    private RunControl control;

    @Inject
    private ErrorPause errorPause;

    @Inject
    private Chunks chunks;

    @Inject
    private Counts counts;

    @Inject
    private TargetService targets;

    @Inject
    private TagService tags;

    @Inject
    private CompanyService companies;

    @Inject
    private Trial trial;

    @Inject
    private Clock clock;

    @Inject
    private Event<WorkReady> ready;

    public Broadcast get(long id) {
        return broadcasts.get(id);
    }

    /**
     * Saves a draft, or a broadcast that is scheduled or was rejected; texts and names must be right, senders and
     * recipients may still be missing.
     *
     * @return its id
     * @throws InvalidException if a text breaks a limit or uses an unknown placeholder
     * @throws ConflictException if somebody changed it meanwhile, or it has been launched
     */
    public long save(SaveBroadcast command) {
        checks.checkDraft(command);
        if (command.id() == null) {
            return broadcasts.insert(command, Callers.get().userId());
        }
        Broadcast before = broadcasts.lock(command.id());
        BroadcastAction.EDIT.check(before.status());
        broadcasts.update(command);
        if (before.status() == BroadcastStatus.SCHEDULED && isModerated()) {
            unschedule(command.id());
        }
        return command.id();
    }

    /**
     * The same, with the number of errors of the carrier in a row after which it is paused.
     *
     * @param pauseAfter 0 for never, null for the installation's
     * @throws InvalidException also if that is not between 0 and 100,000; nothing is saved then
     */
    public long save(SaveBroadcast command, Integer pauseAfter) {
        long id = save(command);
        errorPause.setLimit(id, pauseAfter);
        return id;
    }

    /**
     * Starts it now. Returns when the audience is frozen; the sending goes on by itself. Where broadcasts are moderated, it
     * goes to moderation instead, and starts when it is approved.
     *
     * @return how it stands now
     */
    public BroadcastStatus launch(long id) {
        Broadcast broadcast = lock(id, BroadcastAction.LAUNCH);
        checks.checkLaunch(broadcast);
        if (isModerated()) {
            broadcasts.schedule(id, null);
            return change(broadcast, BroadcastStatus.ON_MODERATION);
        }
        launch.start(broadcast);
        return broadcasts.get(id).status();
    }

    /**
     * Starts it at a moment in the future; where broadcasts are moderated, not before it is approved.
     *
     * @return how it stands now
     */
    public BroadcastStatus schedule(long id, Instant at) {
        Broadcast broadcast = lock(id, BroadcastAction.SCHEDULE);
        checks.checkLaunch(broadcast);
        if (at == null || !at.isAfter(clock.instant())) {
            throw new InvalidException("schedule_past", "scheduledFor");
        }
        broadcasts.schedule(id, at);
        if (isModerated()) {
            return change(broadcast, BroadcastStatus.ON_MODERATION);
        }
        return broadcast.status() == BroadcastStatus.SCHEDULED
                ? broadcast.status()
                : change(broadcast, BroadcastStatus.SCHEDULED);
    }

    private BroadcastStatus change(Broadcast broadcast, BroadcastStatus status) {
        broadcasts.change(broadcast, status, null, clock.instant());
        return status;
    }

    /** Takes a broadcast that is scheduled, on moderation or was rejected back to a draft. */
    public void unschedule(long id) {
        Broadcast broadcast = lock(id, BroadcastAction.UNSCHEDULE);
        change(broadcast, BroadcastStatus.DRAFT);
        broadcasts.schedule(id, null);
    }

    /** Stops sending within the chunks in hand; what a carrier has stays with it. */
    public void pause(long id) {
        Broadcast broadcast = lock(id, BroadcastAction.PAUSE);
        change(broadcast, BroadcastStatus.PAUSED);
        control.holdRetries(id);
    }

    /** @throws ConflictException if the company's trial is over */
    public void resume(long id) {
        Broadcast broadcast = lock(id, BroadcastAction.RESUME);
        trial.claim();
        change(broadcast, BroadcastStatus.IN_PROGRESS);
        control.releaseRetries(id);
        errorPause.reset(id);
        ready.fire(WorkReady.ofBroadcasts(
                broadcast.steps().stream().map(BroadcastStep::channel).toList()));
    }

    /** Ends it for good: recipients who have no final result are aborted. */
    public void abort(long id) {
        Broadcast broadcast = lock(id, BroadcastAction.ABORT);
        change(broadcast, BroadcastStatus.ABORTED);
        control.abort(id);
    }

    /** A draft like it, named with a number in brackets. */
    public long copy(long id) {
        Broadcast broadcast = broadcasts.get(id);
        return insertLike(broadcast, broadcast.audience(), broadcasts.nameOfCopy(broadcast.name()));
    }

    /** Launches one like it for those of a complete broadcast whom it did not reach, or sends that to moderation. */
    public long relaunchForFailed(long id) {
        Broadcast broadcast = lock(id, BroadcastAction.RELAUNCH_FAILED);
        return relaunch(broadcast, Audience.failedOf(id), "broadcast_nobody_failed");
    }

    /** The same for those who got it and did not open it, as far as their channel tells. */
    public long relaunchForUnopened(long id) {
        Broadcast broadcast = lock(id, BroadcastAction.RELAUNCH_UNOPENED);
        return relaunch(broadcast, Audience.unopenedOf(id), "broadcast_all_opened");
    }

    private long relaunch(Broadcast broadcast, Audience recipients, String nobody) {
        if (audience.count(recipients) == 0) {
            throw new ConflictException(nobody, null);
        }
        long draft = insertLike(broadcast, recipients, broadcasts.nameOfCopy(broadcast.name()));
        launch(draft);
        return draft;
    }

    /** Removes a draft, or one that was rejected. */
    public void delete(long id) {
        lock(id, BroadcastAction.DELETE);
        broadcasts.delete(id);
    }

    /** The choice without the targets and tags that were deleted since it was made. */
    public Audience withoutDeleted(Audience chosen) {
        return chosen.keeping(
                targets.list().stream().map(Target::id).collect(Collectors.toSet()),
                tags.list().stream().map(Tag::id).collect(Collectors.toSet()));
    }

    /**
     * How many contacts the audience holds now.
     *
     * @throws NotFoundException if a target of it was deleted
     */
    public long countAudience(Audience chosen) {
        return audience.count(chosen);
    }

    /** Sums by step and state; step 0 counts recipients, the others messages. */
    public Map<Integer, Map<String, Long>> counts(long id) {
        broadcasts.get(id);
        return counts.of(id);
    }

    /** After how many errors of the carrier in a row it is paused; null if that is left to the installation. */
    public Integer pauseAfter(long id) {
        broadcasts.get(id);
        return errorPause.limit(id);
    }

    private Broadcast lock(long id, BroadcastAction action) {
        Broadcast broadcast = broadcasts.lock(id);
        action.check(broadcast.status());
        return broadcast;
    }

    private boolean isModerated() {
        return companies.current().isModeration();
    }

    private long insertLike(Broadcast broadcast, Audience recipients, String name) {
        long copy = broadcasts.insert(
                broadcast.toCommand().copyFor(recipients, name), Callers.get().userId());
        errorPause.setLimit(copy, errorPause.limit(broadcast.id()));
        return copy;
    }
}
