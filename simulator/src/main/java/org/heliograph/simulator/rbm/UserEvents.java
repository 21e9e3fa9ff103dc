package org.heliograph.simulator.rbm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.heliograph.simulator.http.Json;
import org.heliograph.simulator.ledger.Entry;

/** Tells agents what their users and the platform did. */
final class UserEvents {

    private final Webhooks webhooks;
    private final Clock clock;

    UserEvents(Webhooks webhooks, Clock clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    void delivered(Entry message) {
        report(message, "senderPhoneNumber", "DELIVERED");
    }

    void read(Entry message) {
        report(message, "senderPhoneNumber", "READ");
    }

    /** The message outlived its time and was taken back; an event of the platform, not of the user. */
    void expired(Entry message) {
        report(message, "phoneNumber", "TTL_EXPIRATION_REVOKED");
    }

    private void report(Entry message, String phoneMember, String type) {
        ObjectNode event = Json.MAPPER.createObjectNode();
        event.put(phoneMember, message.recipient());
        event.put("eventType", type);
        event.put("eventId", UUID.randomUUID().toString());
        event.put("messageId", message.clientId());
        event.put("agentId", message.account());
        event.put("sendTime", now());
        Map<String, String> attributes = attributes(message.account(), "event");
        attributes.put("event_type", type);
        webhooks.push(message.account(), event, attributes);
    }

    /** @param postback of the suggestion tapped, or null for a typed text; @param action whether it was an action */
    void said(String agentId, String number, String text, String postback, boolean action) {
        ObjectNode event = Json.MAPPER.createObjectNode();
        event.put("senderPhoneNumber", number);
        event.put("messageId", UUID.randomUUID().toString());
        event.put("sendTime", now());
        event.put("agentId", agentId);
        Map<String, String> attributes = attributes(agentId, "message");
        if (postback == null) {
            event.put("text", text);
            attributes.put("message_type", "TEXT");
        } else {
            event.putObject("suggestionResponse")
                    .put("postbackData", postback)
                    .put("text", text)
                    .put("type", action ? "ACTION" : "REPLY");
            attributes.put("message_type", "SUGGESTION_RESPONSE");
        }
        webhooks.push(agentId, event, attributes);
    }

    private static Map<String, String> attributes(String agentId, String type) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("business_id", agentId);
        attributes.put("product", "RBM");
        attributes.put("project_number", "100000000001");
        attributes.put("type", type);
        return attributes;
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
