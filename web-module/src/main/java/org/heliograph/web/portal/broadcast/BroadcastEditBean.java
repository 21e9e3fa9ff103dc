package org.heliograph.web.portal.broadcast;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDateTime;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastService;
import org.heliograph.broadcast.BroadcastStatus;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.SessionBean;

/** The page on which a broadcast is made: name, recipients, chain, time. */
@Named
@ViewScoped
public class BroadcastEditBean extends BroadcastForm {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient BroadcastService broadcasts;

    @Inject
    private Messages messages;

    @Inject
    private SessionBean session;

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
        status = broadcast.status();
        statusReason = broadcast.statusReason();
        if (broadcast.scheduledFor() != null) {
            instantly = false;
            scheduledFor = LocalDateTime.ofInstant(broadcast.scheduledFor(), session.getTimeZone());
        }
    }

    public String saveDraft() {
        save();
        if (status == BroadcastStatus.SCHEDULED) {
            broadcasts.unschedule(getId());
        }
        messages.keep("broadcast.saved", getName());
        return "/broadcast/broadcasts.xhtml?faces-redirect=true";
    }

    public String launch() {
        save();
        if (instantly) {
            broadcasts.launch(getId());
            messages.keep("broadcast.launched", getName());
        } else {
            if (scheduledFor == null) {
                throw new InvalidException("schedule_missing", "scheduledFor");
            }
            broadcasts.schedule(
                    getId(), scheduledFor.atZone(session.getTimeZone()).toInstant());
            messages.keep("broadcast.scheduled", getName());
        }
        return "/broadcast/broadcasts.xhtml?faces-redirect=true";
    }

    private void save() {
        long id = broadcasts.save(toCommand());
        saved(id, broadcasts.get(id).version());
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
