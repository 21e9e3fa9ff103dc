package org.heliograph.web.portal.broadcast;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDateTime;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastAction;
import org.heliograph.broadcast.BroadcastService;
import org.heliograph.broadcast.BroadcastStatus;
import org.heliograph.broadcast.Recurrence;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.web.portal.Formats;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.SessionBean;

/** The page on which a broadcast is made: name, recipients, chain, time. */
@Named
@ViewScoped
public class BroadcastEditBean extends BroadcastForm {

    private static final long serialVersionUID = 1L;
    private static final String BROADCASTS = "/broadcast/broadcasts.xhtml?faces-redirect=true";

    @Inject
    private transient BroadcastService broadcasts;

    @Inject
    private Messages messages;

    @Inject
    private Formats formats;

    @Inject
    private SessionBean session;

    @Inject
    private BroadcastEstimate estimate;

    @Inject
    private BroadcastLimits limits;

    private BroadcastStatus status = BroadcastStatus.DRAFT;
    private String statusReason;
    private boolean instantly = true;
    private LocalDateTime scheduledFor;

    /** Fills the form: from the broadcast of the address, or with the targets of the address. */
    public void load() {
        if (FacesContext.getCurrentInstance().isPostback()) {
            return;
        }
        if (getId() == null) {
            startNew();
            return;
        }
        Broadcast broadcast = broadcasts.get(getId());
        load(broadcast.toCommand());
        limits.setPauseAfter(broadcasts.pauseAfter(getId()));
        status = broadcast.status();
        statusReason = broadcast.statusReason();
        if (broadcast.scheduledFor() != null) {
            instantly = false;
            scheduledFor = LocalDateTime.ofInstant(broadcast.scheduledFor(), session.getTimeZone());
        }
    }

    public String saveDraft() {
        if (BroadcastAction.UNSCHEDULE.isPossible(save())) {
            broadcasts.unschedule(getId());
        }
        messages.keep("broadcast.saved", getName());
        return BROADCASTS;
    }

    /** Launches or schedules it, or sends it to moderation. */
    public String launch() {
        save();
        messages.keep(LaunchWords.key(instantly ? broadcasts.launch(getId()) : schedule()), getName());
        return BROADCASTS;
    }

    private BroadcastStatus schedule() {
        return broadcasts.schedule(getId(), scheduledTime());
    }

    private Instant scheduledTime() {
        if (scheduledFor == null) {
            throw new InvalidException("schedule_missing", "scheduledFor");
        }
        return Recurrence.instantOf(scheduledFor, session.getTimeZone());
    }

    /** Foretells the launch of what is filled in, without saving it. */
    public void check() {
        estimate.make(toPreview(), instantly ? null : scheduledTime());
    }

    /** Foretells it before the launch, so that who launches sees what it does; what could not be launched is refused. */
    public void review() {
        estimate.review(toPreview(), instantly ? null : scheduledTime());
    }

    /** When it would start. */
    public String getLaunchLead() {
        if (isModerated()) {
            return messages.text("broadcast.launchModerated");
        }
        return instantly || scheduledFor == null
                ? messages.text("broadcast.launchNow")
                : messages.text("broadcast.launchAt", formats.dateTimeShort(scheduledTime()));
    }

    /** Takes it back from moderation and opens it for changes. */
    public String withdraw() {
        broadcasts.unschedule(getId());
        messages.keep("broadcast.withdrawn", getName());
        return "/broadcast/edit.xhtml?faces-redirect=true&id=" + getId();
    }

    private BroadcastStatus save() {
        Broadcast broadcast = broadcasts.get(broadcasts.save(toCommand(), limits.getPauseAfter()));
        saved(broadcast.id(), broadcast.version());
        return broadcast.status();
    }

    public boolean isEditable() {
        return status.isEditable();
    }

    public BroadcastStatus getStatus() {
        return status;
    }

    public String getStatusReason() {
        return statusReason;
    }

    public boolean isInstantly() {
        return instantly;
    }

    public void setInstantly(boolean instantly) {
        this.instantly = instantly;
    }

    public LocalDateTime getScheduledFor() {
        return scheduledFor;
    }

    public void setScheduledFor(LocalDateTime scheduledFor) {
        this.scheduledFor = scheduledFor;
    }
}
