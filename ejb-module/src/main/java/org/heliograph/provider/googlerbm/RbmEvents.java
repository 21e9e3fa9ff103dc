package org.heliograph.provider.googlerbm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.heliograph.channel.ProviderEvent;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.channel.ProviderEvent.Status;

/** Google's user messages, user events and server events as news. What does not concern a message is no news. */
final class RbmEvents {

    private RbmEvents() {}

    /** @throws IllegalArgumentException if a field that every such event has is missing */
    static List<ProviderEvent> read(JsonNode event) {
        if (!event.isObject()) {
            throw new IllegalArgumentException("not an object");
        }
        Instant at = time(event.path("sendTime").asText(""));
        if (event.has("eventType")) {
            return report(event, at);
        }
        String text = null;
        String postback = null;
        if (event.has("text")) {
            text = required(event, "text");
        } else if (event.has("suggestionResponse")) {
            JsonNode response = event.path("suggestionResponse");
            postback = response.path("postbackData").asText(null);
            text = response.path("text").asText(postback);
        } else if (event.has("location")) {
            JsonNode location = event.path("location");
            text = String.format(
                    Locale.ROOT,
                    "geo:%s,%s",
                    location.path("latitude").asText("0"),
                    location.path("longitude").asText("0"));
        } else if (event.has("userFile")) {
            text = event.path("userFile").path("payload").path("fileUri").asText("");
        }
        if (text == null) {
            return List.of();
        }
        return List.of(new Inbound(
                required(event, "senderPhoneNumber"),
                event.path("agentId").asText(""),
                text,
                postback,
                event.path("messageId").asText(null),
                at,
                null));
    }

    private static List<ProviderEvent> report(JsonNode event, Instant at) {
        String type = event.path("eventType").asText("");
        Status status =
                switch (type) {
                    case "DELIVERED" -> Status.DELIVERED;
                    case "READ" -> Status.DISPLAYED;
                    case "TTL_EXPIRATION_REVOKED" -> Status.EXPIRED;
                    // It may yet be delivered, or already was.
                    case "TTL_EXPIRATION_REVOKE_FAILED" -> Status.UNKNOWN;
                    default -> null;
                };
        if (status == null) {
            return List.of();
        }
        String code = type.startsWith("TTL_") ? type : null;
        return List.of(new Report(List.of(required(event, "messageId").toLowerCase(Locale.ROOT)), status, code, at));
    }

    private static String required(JsonNode event, String field) {
        String value = event.path(field).asText("");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    private static Instant time(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeException ignored) {
            return Instant.now();
        }
    }
}
