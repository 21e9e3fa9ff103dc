package org.heliograph.web.portal.broadcast;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.heliograph.broadcast.TestMessage;
import org.heliograph.broadcast.TestMessageService;
import org.heliograph.channel.Channel;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessageStatus;
import org.heliograph.web.portal.Explanations;
import org.heliograph.web.portal.Messages;

/** The test of the message in the constructor: to whom it goes, and what became of it. */
@Named
@ViewScoped
public class BroadcastTest implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Looks, one each second; a carrier that has not reported by then may take hours. */
    private static final int MOST_LOOKS = 90;

    @Inject
    private transient TestMessageService tests;

    @Inject
    private transient Messages messages;

    @Inject
    private transient Explanations explanations;

    @Inject
    private BroadcastChain chain;

    private final Map<Channel, String> recipients = new EnumMap<>(Channel.class);
    private String valuesOf;
    private StepForm tested;
    private MessageStatus status;
    private int looks;

    /** Sends the message of the form, as it stands there. */
    public void send(StepForm step) {
        status = null;
        tested = step;
        looks = 0;
        status = tests.result(tests.send(
                new TestMessage(step.getChannel(), step.getSenderId(), step.toContent(), getRecipient(), valuesOf)));
    }

    public void refresh() {
        looks++;
        status = tests.result(status.id());
    }

    /** Whether the message in the constructor has been tested since it was opened. */
    public boolean isSent() {
        return status != null && tested == chain.getStep();
    }

    /** Whether there may be news of it. */
    public boolean isWaiting() {
        if (!isSent() || looks >= MOST_LOOKS) {
            return false;
        }
        return switch (status.state()) {
            case QUEUED, SENDING -> true;
            case SENT -> status.channel().addressKind() == Channel.AddressKind.PHONE;
            default -> false;
        };
    }

    /** {@code good}, {@code bad} or {@code open}. */
    public String getOutcome() {
        MessageState state = status.state();
        if (state.isFailure()) {
            return "bad";
        }
        boolean done = state.rank() >= MessageState.DELIVERED.rank()
                || state == MessageState.SENT && status.channel().addressKind() == Channel.AddressKind.EMAIL;
        return done ? "good" : "open";
    }

    /** What has become of it, in a sentence or two. */
    public String getResult() {
        String to = status.recipient();
        if (status.state().isFailure()) {
            String cause = status.failure() == null ? status.state().name() : status.failure();
            return messages.text(
                    "broadcast.test.failed",
                    to,
                    messages.text("report.cause." + cause),
                    explanations.of(status.channel(), cause));
        }
        return switch (status.state()) {
            case QUEUED, SENDING ->
                messages.text(isWaiting() ? "broadcast.test.onItsWay" : "broadcast.test.queued", to);
            case SENT -> messages.text(sentKey(), to);
            case DISPLAYED -> messages.text("broadcast.test.displayed", to);
            default -> messages.text("broadcast.test.delivered", to);
        };
    }

    private String sentKey() {
        if (status.channel().addressKind() == Channel.AddressKind.EMAIL) {
            return "broadcast.test.mailed";
        }
        return isWaiting() ? "broadcast.test.sent" : "broadcast.test.unreported";
    }

    public String getRecipient() {
        return chain.getStep() == null
                ? null
                : recipients.computeIfAbsent(chain.getStep().getChannel(), tests::suggestedRecipient);
    }

    public void setRecipient(String recipient) {
        if (chain.getStep() != null) {
            recipients.put(chain.getStep().getChannel(), recipient);
        }
    }

    public String getValuesOf() {
        return valuesOf;
    }

    public void setValuesOf(String valuesOf) {
        this.valuesOf = valuesOf;
    }
}
