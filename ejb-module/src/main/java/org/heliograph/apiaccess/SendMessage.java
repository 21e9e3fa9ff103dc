package org.heliograph.apiaccess;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Asks the API to send one message; every value is as the client gave it.
 *
 * @param contact phone number or, for e-mail, address of the recipient
 * @param webhook where updates go; null for the key's
 * @param channel number of the channel
 * @param senderId id, address or name of the sender
 * @param payload the content; null if a template is given
 * @param template the template; null if a payload is given
 * @param createRecipient whether a number without a contact becomes one
 */
public record SendMessage(
        String contact,
        String webhook,
        Integer channel,
        String senderId,
        JsonNode payload,
        TemplateUse template,
        boolean createRecipient) {

    /** A content template and values for its placeholders; null for none. */
    public record TemplateUse(Long id, Map<String, String> params) {}
}
