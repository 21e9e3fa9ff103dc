package org.heliograph.message.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.channel.Channel;
import org.heliograph.channel.RcsText;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SenderService;
import org.heliograph.channel.SmsContent;
import org.heliograph.message.MessageReceived;
import org.heliograph.message.MessageService;
import org.heliograph.message.SubmitMessage;
import org.heliograph.platform.PhoneNumbers;
import org.jdbi.v3.core.Jdbi;

/** Answers contacts who have opted out or in, or asked for help, from the sender ID they wrote to. */
@ApplicationScoped
class ConsentAnswer {

    private static final Logger LOG = Logger.getLogger(ConsentAnswer.class.getName());

    @Inject
    private Jdbi jdbi;

    @Inject
    private SenderService senders;

    @Inject
    private MessageService messages;

    /** Where it cannot be sent, the change holds all the same, and the log says so. */
    void send(MessageReceived event, String text) {
        Sender sender = senders.find(event.senderId()).filter(Sender::isUsable).orElse(null);
        String phone = jdbi.withHandle(handle -> handle.createQuery("select phone from contact where id = :id")
                .bind("id", event.contactId())
                .mapTo(String.class)
                .one());
        boolean known = event.channel() == Channel.SMS || event.channel() == Channel.RCS;
        if (sender == null || !known || !PhoneNumbers.parse(phone, null).isValid()) {
            LOG.log(
                    Level.WARNING,
                    "An opt-out, an opt-in or a call for help over {0} cannot be answered.",
                    event.channel());
            return;
        }
        messages.offer(new SubmitMessage(
                        sender,
                        phone,
                        event.channel() == Channel.SMS ? new SmsContent(text) : new RcsText(text, List.of()),
                        null,
                        SubmitMessage.CONSENT,
                        false))
                .ifPresent(refusal -> LOG.log(
                        Level.WARNING,
                        "An opt-out, an opt-in or a call for help over {0} is not answered: {1}",
                        new Object[] {event.channel(), refusal.getMessage()}));
    }
}
