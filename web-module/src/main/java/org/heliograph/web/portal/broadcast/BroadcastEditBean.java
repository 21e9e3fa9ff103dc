package org.heliograph.web.portal.broadcast;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.broadcast.Audience;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastService;
import org.heliograph.broadcast.BroadcastStatus;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.broadcast.BroadcastType;
import org.heliograph.broadcast.SaveBroadcast;
import org.heliograph.broadcast.WaitFor;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SenderService;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.SessionBean;

/** The page on which a broadcast is made: name, recipients, chain, time. */
@Named
@ViewScoped
public class BroadcastEditBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient BroadcastService broadcasts;

    @Inject
    private transient SenderService senders;

    @Inject
    private Messages messages;

    @Inject
    private SessionBean session;

    @Inject
    private BroadcastRecipients recipients;

    private Long id;
    private int version;
    private BroadcastStatus status = BroadcastStatus.DRAFT;
    private String statusReason;
    private String name;
    private String description;
    private BroadcastType type = BroadcastType.FALLBACK;
    private boolean checkRcs;
    private boolean instantly = true;
    private LocalDateTime scheduledFor;
    private Long checkSenderId;
    private List<StepForm> steps = new ArrayList<>();
    private StepForm step;
    private Integer editedIndex;

    /** Fills the form: from the broadcast of the address, or with the targets of the address. */
    public void load() {
        if (FacesContext.getCurrentInstance().isPostback()) {
            return;
        }
        if (id == null) {
            recipients.preselect();
            return;
        }
        Broadcast broadcast = broadcasts.get(id);
        version = broadcast.version();
        status = broadcast.status();
        statusReason = broadcast.statusReason();
        name = broadcast.name();
        description = broadcast.description();
        type = broadcast.type();
        checkRcs = broadcast.checkRcs();
        recipients.load(broadcast.audience());
        if (type == BroadcastType.RCS_CHECK) {
            checkSenderId = broadcast.steps().stream()
                    .findFirst()
                    .map(BroadcastStep::senderId)
                    .orElse(null);
        } else {
            steps = new ArrayList<>(broadcast.steps().stream().map(StepForm::of).toList());
        }
        if (broadcast.scheduledFor() != null) {
            instantly = false;
            scheduledFor = LocalDateTime.ofInstant(broadcast.scheduledFor(), session.getTimeZone());
        }
    }

    public String saveDraft() {
        save();
        if (status == BroadcastStatus.SCHEDULED) {
            broadcasts.unschedule(id);
        }
        messages.keep("broadcast.saved", name);
        return "/broadcast/broadcasts.xhtml?faces-redirect=true";
    }

    public String launch() {
        save();
        if (instantly) {
            broadcasts.launch(id);
            messages.keep("broadcast.launched", name);
        } else {
            if (scheduledFor == null) {
                throw new InvalidException("schedule_missing", "scheduledFor");
            }
            broadcasts.schedule(id, scheduledFor.atZone(session.getTimeZone()).toInstant());
            messages.keep("broadcast.scheduled", name);
        }
        return "/broadcast/broadcasts.xhtml?faces-redirect=true";
    }

    private void save() {
        Audience audience = recipients.toAudience();
        id = broadcasts.save(new SaveBroadcast(
                id, version, name, description == null ? "" : description, type, audience, checkRcs, toSteps()));
        version = broadcasts.get(id).version();
    }

    private List<BroadcastStep> toSteps() {
        if (type == BroadcastType.RCS_CHECK) {
            return List.of(
                    new BroadcastStep(Channel.RCS, checkSenderId, null, WaitFor.SUBMIT, BroadcastStep.DEFAULT_WAIT));
        }
        return steps.stream().map(StepForm::toStep).toList();
    }

    /** Opens the constructor for a new step. */
    public void newStep(Channel channel) {
        step = new StepForm(channel);
        editedIndex = null;
        List<Sender> choices = senders.listUsable(channel);
        if (choices.size() == 1) {
            step.setSenderId(choices.get(0).id());
        }
    }

    public void editStep(int index) {
        editedIndex = index;
        step = StepForm.of(steps.get(index).toStep());
    }

    public void saveStep() {
        var violations = step.toStep().content().validate();
        if (!violations.isEmpty()) {
            var first = violations.get(0);
            throw new InvalidException("content_" + first.code(), first.field(), first.limit());
        }
        if (editedIndex == null) {
            steps.add(step);
        } else {
            steps.set(editedIndex, step);
        }
        step = null;
    }

    public void cancelStep() {
        step = null;
    }

    public void removeStep(int index) {
        steps.remove(index);
        step = null;
    }

    public void moveStep(int index, int by) {
        int to = index + by;
        if (to >= 0 && to < steps.size()) {
            steps.add(to, steps.remove(index));
        }
    }

    public List<Sender> sendersOf(Channel channel) {
        return senders.listUsable(channel);
    }

    public String senderName(Long senderId) {
        return senderId == null ? "" : senders.find(senderId).map(Sender::name).orElse("");
    }

    /** Channels a step can be made for. */
    public List<Channel> getChannels() {
        return List.of(Channel.SMS, Channel.RCS, Channel.EMAIL);
    }

    public boolean isRcsInChain() {
        return Stream.concat(steps.stream(), Stream.ofNullable(step)).anyMatch(s -> s.getChannel() == Channel.RCS);
    }

    public boolean isEditable() {
        return status.isEditable();
    }

    public Long getId() {
        return id;
    }

    public void setId(Long id) {
        this.id = id;
    }

    public BroadcastStatus getStatus() {
        return status;
    }

    public String getStatusReason() {
        return statusReason;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }

    public BroadcastType getType() {
        return type;
    }

    public void setType(BroadcastType type) {
        this.type = type;
    }

    public BroadcastType[] getTypes() {
        return BroadcastType.values();
    }

    public boolean isCheckRcs() {
        return checkRcs;
    }

    public void setCheckRcs(boolean checkRcs) {
        this.checkRcs = checkRcs;
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

    public Long getCheckSenderId() {
        return checkSenderId;
    }

    public void setCheckSenderId(Long checkSenderId) {
        this.checkSenderId = checkSenderId;
    }

    public List<StepForm> getSteps() {
        return steps;
    }

    public StepForm getStep() {
        return step;
    }
}
