package org.heliograph.message.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.heliograph.contact.ConsentService;
import org.heliograph.message.MessageReceived;

/** Lets what contacts write change their consent, and has it answered. */
@ApplicationScoped
public class ConsentListener {

    @Inject
    private ConsentService consent;

    @Inject
    private ConsentAnswer answer;

    void received(@Observes MessageReceived event) {
        consent.heard(new ConsentService.Inbound(
                        event.contactId(),
                        event.channel(),
                        event.senderId(),
                        event.text(),
                        event.messageId().toString(),
                        event.at()))
                .ifPresent(text -> answer.send(event, text));
    }
}
