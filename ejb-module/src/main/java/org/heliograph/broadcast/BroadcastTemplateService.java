package org.heliograph.broadcast;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.heliograph.account.CompanyService;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.broadcast.internal.BroadcastChecks;
import org.heliograph.broadcast.internal.BroadcastLaunch;
import org.heliograph.broadcast.internal.BroadcastRepository;
import org.heliograph.broadcast.internal.BroadcastTemplateRepository;
import org.heliograph.broadcast.internal.ErrorPause;
import org.heliograph.broadcast.internal.TemplateSchedule;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;

/** What users do with templates of broadcasts. */
@Stateless
@Tenanted
@Requires(Permission.MANAGE_BROADCASTS)
public class BroadcastTemplateService {

    @Inject
    private BroadcastTemplateRepository templates;

    @Inject
    private TemplateSchedule schedule;

    @Inject
    private BroadcastRepository broadcasts;

    @Inject
    private BroadcastChecks checks;

    @Inject
    private BroadcastLaunch launch;

    @Inject
    private ErrorPause errorPause;

    @Inject
    private CompanyService companies;

    @Inject
    private Clock clock;

    public BroadcastTemplate get(long id) {
        return templates.get(id);
    }

    /**
     * Saves a template; its schedule counts at once. Where broadcasts are moderated, it becomes a draft, whatever it was,
     * and is not launched until it is approved.
     *
     * @param recurrence null for no schedule; one that has changed must have a launch left, and something to launch
     * @return its id
     * @throws InvalidException naming the input at fault
     * @throws ConflictException if somebody changed it meanwhile, or it is on moderation
     */
    public long save(SaveBroadcast command, Recurrence recurrence) {
        checks.checkDraft(command);
        BroadcastTemplate before = command.id() == null ? null : templates.lock(command.id());
        if (before != null && before.status() == TemplateStatus.ON_MODERATION) {
            throw new ConflictException("template_on_moderation", null);
        }
        boolean rescheduled = before == null || !Objects.equals(recurrence, before.recurrence());
        if (recurrence != null && rescheduled) {
            checkRuns(recurrence);
        }
        TemplateStatus status = isModerated() ? TemplateStatus.DRAFT : TemplateStatus.ACTIVE;
        if (recurrence != null && status == TemplateStatus.ACTIVE) {
            checks.checkLaunch(command);
        }
        long id = command.id() == null
                ? templates.insert(command, recurrence, status, Callers.get().userId())
                : update(command, recurrence, status);
        if (rescheduled || status != TemplateStatus.ACTIVE || !isDue(before)) {
            schedule.follow(id);
        }
        return id;
    }

    /**
     * The same, with the number of errors of the carrier in a row after which its broadcasts are paused.
     *
     * @param pauseAfter 0 for never, null for the installation's
     * @throws InvalidException also if that is not between 0 and 100,000; nothing is saved then
     */
    public long save(SaveBroadcast command, Recurrence recurrence, Integer pauseAfter) {
        long id = save(command, recurrence);
        errorPause.setLimitOfTemplate(id, pauseAfter);
        return id;
    }

    /** After how many errors of the carrier in a row its broadcasts are paused; null if that is left to the installation. */
    public Integer pauseAfter(long id) {
        templates.get(id);
        return errorPause.limitOfTemplate(id);
    }

    /** A launch whose time has come stays due: the timer is about to see to it. */
    private boolean isDue(BroadcastTemplate template) {
        return template.nextLaunch() != null && !template.nextLaunch().isAfter(clock.instant());
    }

    private long update(SaveBroadcast command, Recurrence recurrence, TemplateStatus status) {
        templates.update(command, recurrence, status);
        return command.id();
    }

    private void checkRuns(Recurrence recurrence) {
        recurrence.check();
        if (recurrence.next(clock.instant()).isEmpty()) {
            throw new InvalidException("schedule_never", "schedule");
        }
    }

    /**
     * The launches a schedule would have, from now on.
     *
     * @throws InvalidException if it has none, or makes no sense
     */
    public List<Instant> upcoming(Recurrence recurrence, int count) {
        checkRuns(recurrence);
        return recurrence.upcoming(clock.instant(), count);
    }

    /** Asks for its approval. Without moderation it is active already, and nothing happens. */
    public void sendToModeration(long id) {
        BroadcastTemplate template = templates.lock(id);
        if (template.status() == TemplateStatus.DRAFT || template.status() == TemplateStatus.REJECTED) {
            checks.checkLaunch(template.toCommand());
            templates.change(id, TemplateStatus.ON_MODERATION, null, clock.instant());
        }
    }

    /** Takes it back from moderation, to change it. */
    public void withdraw(long id) {
        if (templates.lock(id).status() != TemplateStatus.ON_MODERATION) {
            throw new ConflictException("template_not_on_moderation", null);
        }
        templates.change(id, TemplateStatus.DRAFT, null, clock.instant());
    }

    /**
     * Makes a broadcast of it and launches that now. An approved template needs no further moderation.
     *
     * @return the broadcast's id
     */
    public long launch(long id) {
        BroadcastTemplate template = templates.lock(id);
        if (template.status() != TemplateStatus.ACTIVE) {
            throw new ConflictException("template_not_approved", null);
        }
        checks.checkLaunch(template.toCommand());
        long broadcast = schedule.makeBroadcast(
                template, LaunchType.MANUAL, Callers.get().userId());
        launch.start(broadcasts.lock(broadcast));
        return broadcast;
    }

    public void pauseSchedule(long id) {
        if (templates.lock(id).scheduleStatus() != ScheduleStatus.ACTIVE) {
            throw new ConflictException("schedule_not_active", null);
        }
        schedule.pause(id);
    }

    /** Launches missed meanwhile are not made up for. Returns the next one; empty if the schedule has run out. */
    public Optional<Instant> resumeSchedule(long id) {
        if (templates.lock(id).scheduleStatus() != ScheduleStatus.PAUSED) {
            throw new ConflictException("schedule_not_paused", null);
        }
        return schedule.resume(id);
    }

    /** One like it, named with a number in brackets. Its schedule is paused, or everybody would get everything twice. */
    public long copy(long id) {
        BroadcastTemplate template = templates.get(id);
        long copy = templates.insert(
                template.toCommand().copyFor(template.audience(), templates.nameOfCopy(template.name())),
                template.recurrence(),
                isModerated() ? TemplateStatus.DRAFT : TemplateStatus.ACTIVE,
                Callers.get().userId());
        errorPause.setLimitOfTemplate(copy, errorPause.limitOfTemplate(id));
        if (template.recurrence() != null) {
            schedule.pause(copy);
        }
        return copy;
    }

    /** Removes it and its schedule; its broadcasts stay. */
    public void delete(long id) {
        templates.lock(id);
        templates.delete(id);
    }

    private boolean isModerated() {
        return companies.current().isModeration();
    }
}
