package org.heliograph.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.heliograph.apiaccess.SendMessage;

/** Body of {@code POST /messages}. */
public record SendMessageRequest(
        String contact,
        String webhook,
        Integer channel,
        String senderId,
        JsonNode payload,
        Template template,
        Boolean createRecipient) {

    /** A content template and its values. */
    public record Template(Long id, Map<String, String> params) {}

    SendMessage command() {
        JsonNode given = payload == null || payload.isNull() ? null : payload;
        SendMessage.TemplateUse use =
                template == null ? null : new SendMessage.TemplateUse(template.id(), template.params());
        return new SendMessage(contact, webhook, channel, senderId, given, use, Boolean.TRUE.equals(createRecipient));
    }
}
