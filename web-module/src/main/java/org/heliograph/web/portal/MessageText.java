package org.heliograph.web.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Texts with values for pages: {@code #{messageText.of('contact.deleteConfirm', name)}}. */
@Named
@ApplicationScoped
public class MessageText {

    @Inject
    private Messages messages;

    public String of(String key, Object value) {
        return messages.text(key, value);
    }
}
