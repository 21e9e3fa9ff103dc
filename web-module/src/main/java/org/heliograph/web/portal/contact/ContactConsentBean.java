package org.heliograph.web.portal.contact;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SenderService;
import org.heliograph.contact.ConsentChange;
import org.heliograph.contact.ContactConsentService;
import org.heliograph.contact.ContactDetails;
import org.heliograph.web.portal.Messages;

/** The consent of the contact in the side panel: what it has opted out of, and the latest changes. */
@Named
@ViewScoped
public class ContactConsentBean implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 10;

    @Inject
    private transient ContactConsentService consent;

    @Inject
    private transient SenderService senders;

    @Inject
    private Messages messages;

    private Long contact;
    private Channel channel;
    private Long senderId;
    private List<ContactDetails.OptOut> optOuts = List.of();
    private List<ConsentChange> changes = List.of();

    /** @param id null for a new contact */
    void open(Long id) {
        contact = id;
        channel = null;
        senderId = null;
        optOuts = id == null ? List.of() : consent.optOuts(id);
        changes = id == null ? List.of() : consent.latest(id, SHOWN);
    }

    public void optOut() {
        consent.optOut(contact, channel, senderId);
        messages.done("consent.optedOut", messages.text("channel." + channel));
        open(contact);
    }

    public void optIn(ContactDetails.OptOut optOut) {
        consent.optIn(contact, optOut.id());
        messages.done("consent.optedIn", messages.text("channel." + optOut.channel()));
        open(contact);
    }

    public List<Channel> getChannels() {
        return Stream.of(Channel.SMS, Channel.RCS, Channel.EMAIL).toList();
    }

    public List<Sender> getSenders() {
        return channel == null ? List.of() : senders.listUsable(channel);
    }

    public List<ContactDetails.OptOut> getOptOuts() {
        return optOuts;
    }

    public List<ConsentChange> getChanges() {
        return changes;
    }

    public Long getContact() {
        return contact;
    }

    public Channel getChannel() {
        return channel;
    }

    public void setChannel(Channel channel) {
        this.channel = channel;
    }

    public Long getSenderId() {
        return senderId;
    }

    public void setSenderId(Long senderId) {
        this.senderId = senderId;
    }
}
