package org.heliograph.web.portal.broadcast;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.broadcast.BroadcastType;
import org.heliograph.broadcast.WaitFor;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SenderService;
import org.heliograph.platform.error.InvalidException;

/** What the form sends: the chain of steps and the step in the constructor, or the capability check. */
@Named
@ViewScoped
public class BroadcastChain implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SenderService senders;

    private BroadcastType type = BroadcastType.FALLBACK;
    private boolean checkRcs;
    private Long checkSenderId;
    private List<StepForm> steps = new ArrayList<>();
    private StepForm step;
    private Integer editedIndex;

    void load(BroadcastType savedType, boolean savedCheckRcs, List<BroadcastStep> savedSteps) {
        type = savedType;
        checkRcs = savedCheckRcs;
        if (type == BroadcastType.RCS_CHECK) {
            checkSenderId =
                    savedSteps.stream().findFirst().map(BroadcastStep::senderId).orElse(null);
        } else {
            steps = new ArrayList<>(savedSteps.stream().map(StepForm::of).toList());
        }
    }

    List<BroadcastStep> toSteps() {
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
