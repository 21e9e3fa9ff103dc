package org.heliograph.web.portal.contact;

import java.io.Serializable;
import org.heliograph.channel.Channel;
import org.heliograph.message.FrequencyCap;

/** The cap of one channel, as a page asks for it; without a number of messages there is none. */
public class CapForm implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int HOURS_A_DAY = 24;

    private final Channel channel;
    private Integer messages;
    private Integer amount = 7;
    private boolean inDays = true;

    CapForm(Channel channel) {
        this.channel = channel;
    }

    void load(FrequencyCap cap) {
        messages = cap.messages();
        inDays = cap.hours() % HOURS_A_DAY == 0;
        amount = inDays ? cap.hours() / HOURS_A_DAY : cap.hours();
    }

    FrequencyCap toCap() {
        int given = amount == null ? 0 : amount;
        return new FrequencyCap(channel, messages, inDays ? given * HOURS_A_DAY : given);
    }

    public Channel getChannel() {
        return channel;
    }

    public Integer getMessages() {
        return messages;
    }

    public void setMessages(Integer messages) {
        this.messages = messages;
    }

    public Integer getAmount() {
        return amount;
    }

    public void setAmount(Integer amount) {
        this.amount = amount;
    }

    public boolean isInDays() {
        return inDays;
    }

    public void setInDays(boolean inDays) {
        this.inDays = inDays;
    }
}
