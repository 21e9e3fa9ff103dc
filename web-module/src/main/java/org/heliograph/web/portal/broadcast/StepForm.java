package org.heliograph.web.portal.broadcast;

import java.io.Serializable;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.broadcast.WaitFor;
import org.heliograph.channel.Channel;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.MessageContent;
import org.heliograph.channel.SmsContent;
import org.heliograph.channel.SmsSegmentation;

/** A step of the chain as it is edited: channel, sender, message, success and waiting time. */
public class StepForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Channel channel;
    private RcsForm rcs = new RcsForm();
    private Long senderId;
    private WaitFor waitFor = WaitFor.DELIVERY;
    private int waitMinutes = BroadcastStep.DEFAULT_WAIT;
    private String text;
    private String subject;
    private String subtitle;
    private String html;
    private Long templateId;
    private String templateName;

    public StepForm(Channel channel) {
        this.channel = channel;
    }

    static StepForm of(BroadcastStep step) {
        StepForm form = new StepForm(step.channel());
        form.senderId = step.senderId();
        form.waitFor = step.waitFor();
        form.waitMinutes = step.waitMinutes();
        if (step.content() != null) {
            form.load(step.content());
        }
        return form;
    }

    /** Fills in a message of the channel in place of what is there. */
    public void load(MessageContent content) {
        if (content instanceof SmsContent sms) {
            text = sms.text();
        } else if (content instanceof EmailContent email) {
            subject = email.subject();
            subtitle = email.subtitle();
            html = email.html();
        } else {
            rcs = new RcsForm();
            rcs.load(content);
        }
    }

    BroadcastStep toStep() {
        return new BroadcastStep(channel, senderId, toContent(), waitFor, waitMinutes);
    }

    public MessageContent toContent() {
        return switch (channel) {
            case SMS -> new SmsContent(text);
            case RCS -> rcs.toContent();
            case EMAIL -> new EmailContent(subject, subtitle, html, null);
            default -> throw new IllegalStateException("No constructor for " + channel);
        };
    }

    /** One line for the chain. */
    public String getSummary() {
        return toContent().summary();
    }

    public SmsSegmentation getSegmentation() {
        return SmsSegmentation.of(text == null ? "" : text);
    }

    public Channel getChannel() {
        return channel;
    }

    public RcsForm getRcs() {
        return rcs;
    }

    /** The content template that filled in the message; null for none. */
    public Long getTemplateId() {
        return templateId;
    }

    public void setTemplateId(Long templateId) {
        this.templateId = templateId;
    }

    /** Name under which the message is to become a content template. */
    public String getTemplateName() {
        return templateName;
    }

    public void setTemplateName(String templateName) {
        this.templateName = templateName;
    }

    public Long getSenderId() {
        return senderId;
    }

    public void setSenderId(Long senderId) {
        this.senderId = senderId;
    }

    public WaitFor getWaitFor() {
        return waitFor;
    }

    public void setWaitFor(WaitFor waitFor) {
        this.waitFor = waitFor;
    }

    public WaitFor[] getCriteria() {
        return WaitFor.values();
    }

    /** What the channel's carriers do not tell; null if they tell everything. */
    public String getUnreported() {
        if (!channel.reportsDelivery()) {
            return "delivery";
        }
        return channel.reportsDisplay() ? null : "display";
    }

    public int getWaitMinutes() {
        return waitMinutes;
    }

    public void setWaitMinutes(int waitMinutes) {
        this.waitMinutes = waitMinutes;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public String getSubject() {
        return subject;
    }

    public void setSubject(String subject) {
        this.subject = subject;
    }

    public String getSubtitle() {
        return subtitle;
    }

    public void setSubtitle(String subtitle) {
        this.subtitle = subtitle;
    }

    public String getHtml() {
        return html;
    }

    public void setHtml(String html) {
        this.html = html;
    }
}
