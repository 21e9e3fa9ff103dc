package org.heliograph.web.portal.broadcast;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.heliograph.broadcast.BroadcastTemplate;
import org.heliograph.broadcast.BroadcastTemplateService;
import org.heliograph.broadcast.Recurrence;
import org.heliograph.broadcast.TemplateStatus;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.SessionBean;

/** The page on which a broadcast's template is made: name, recipients, chain, schedule. */
@Named
@ViewScoped
public class BroadcastTemplateEditBean extends BroadcastForm {

    private static final long serialVersionUID = 1L;
    private static final String TEMPLATES = "/broadcast/templates.xhtml?faces-redirect=true";
    private static final int SHOWN = 5;

    @Inject
    private transient BroadcastTemplateService templates;

    @Inject
    private BroadcastLimits limits;

    @Inject
    private BroadcastEstimate estimate;

    @Inject
    private Messages messages;

    @Inject
    private SessionBean session;

    private TemplateStatus status;
    private String statusReason;
    private boolean paused;
    private RecurrenceForm schedule;
    private List<Instant> upcoming = List.of();
    private String problem;

    /** Fills the form: from the template of the address, or with the targets of the address. */
    public void load() {
        if (FacesContext.getCurrentInstance().isPostback()) {
            return;
        }
        schedule = new RecurrenceForm(session.getTimeZone());
        if (getId() == null) {
            status = isModerated() ? TemplateStatus.DRAFT : TemplateStatus.ACTIVE;
            startNew();
            return;
        }
        BroadcastTemplate template = templates.get(getId());
        load(template.toCommand());
        limits.setPauseAfter(templates.pauseAfter(getId()));
        status = template.status();
        statusReason = template.statusReason();
        paused = template.paused();
        if (template.recurrence() != null) {
            schedule.load(template.recurrence());
            preview();
        }
    }

    /** Works out the launches of the schedule as it stands on the page, or what is wrong with it. */
    public void preview() {
        upcoming = List.of();
        problem = null;
        Recurrence recurrence = schedule.toRecurrence();
        if (recurrence != null) {
            try {
                upcoming = templates.upcoming(recurrence, SHOWN);
            } catch (InvalidException e) {
                problem = messages.text("error." + e.code(), e.values().toArray());
            }
        }
    }

    /** Foretells the next launch of what is filled in, without saving it. */
    public void check() {
        preview();
        estimate.make(toPreview(), upcoming.isEmpty() ? null : upcoming.get(0));
    }

    public String save() {
        store();
        messages.keep(
                templates.get(getId()).status() == TemplateStatus.DRAFT ? "broadcast.saved" : "broadcastTemplate.saved",
                getName());
        return TEMPLATES;
    }

    public String sendToModeration() {
        store();
        templates.sendToModeration(getId());
        messages.keep("broadcast.sentToModeration", getName());
        return TEMPLATES;
    }

    /** What is refused stands under its input; the preview need not say it too. */
    private void store() {
        problem = null;
        long id = templates.save(toCommand(), schedule.toRecurrence(), limits.getPauseAfter());
        saved(id, templates.get(id).version());
    }

    /** Takes it back from moderation and opens it for changes. */
    public String withdraw() {
        templates.withdraw(getId());
        messages.keep("broadcast.withdrawn", getName());
        return "/broadcast/template.xhtml?faces-redirect=true&id=" + getId();
    }

    public boolean isEditable() {
        return status != TemplateStatus.ON_MODERATION;
    }

    /** Whether its schedule is; saving it changes nothing about that. */
    public boolean isPaused() {
        return paused;
    }

    /** Whether it still has to be approved, also once it is saved. */
    public boolean isUnapproved() {
        return !isEditable() || isModerated() && status != TemplateStatus.ACTIVE;
    }

    public TemplateStatus getStatus() {
        return status;
    }

    public String getStatusReason() {
        return statusReason;
    }

    public RecurrenceForm getSchedule() {
        return schedule;
    }

    public String getProblem() {
        return problem;
    }

    /** The next launches, in the schedule's time zone and, where it differs, in the user's. */
    public List<Run> getUpcoming() {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("EEEE, dd.MM.yyyy HH:mm", session.getLocale());
        ZoneId zone = ZoneId.of(schedule.getZone());
        ZoneId own = session.getTimeZone();
        return upcoming.stream()
                .map(run -> {
                    boolean same =
                            zone.getRules().getOffset(run).equals(own.getRules().getOffset(run));
                    return new Run(format.format(run.atZone(zone)), same ? "" : format.format(run.atZone(own)));
                })
                .toList();
    }

    /** A launch to come. */
    public record Run(String local, String own) {
        public String getLocal() {
            return local;
        }

        public String getOwn() {
            return own;
        }
    }
}
