package org.heliograph.simulator.rbm;

import com.fasterxml.jackson.databind.JsonNode;

/** A rich message in plain words, for the ledger. */
final class AgentMessageText {

    private AgentMessageText() {}

    /** Null if the content message has none of the parts a message can have. */
    static String of(JsonNode contentMessage) {
        if (contentMessage.hasNonNull("text")) {
            return contentMessage.path("text").asText();
        }
        JsonNode card = contentMessage.path("richCard");
        if (card.has("standaloneCard")) {
            return card(card.path("standaloneCard").path("cardContent"));
        }
        if (card.has("carouselCard")) {
            StringBuilder text = new StringBuilder();
            card.path("carouselCard").path("cardContents").forEach(one -> text.append(text.isEmpty() ? "" : "\n")
                    .append(card(one)));
            return text.toString();
        }
        if (contentMessage.has("contentInfo")) {
            return contentMessage.path("contentInfo").path("fileUrl").asText();
        }
        return contentMessage.has("uploadedRbmFile") || contentMessage.has("fileName")
                ? contentMessage.path("fileName").asText("file")
                : null;
    }

    private static String card(JsonNode content) {
        String title = content.path("title").asText("");
        String description = content.path("description").asText("");
        return title.isEmpty() || description.isEmpty() ? title + description : title + " — " + description;
    }
}
