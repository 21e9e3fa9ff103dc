package org.heliograph.provider.googlerbm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.heliograph.channel.RcsCard;
import org.heliograph.channel.RcsCarousel;
import org.heliograph.channel.RcsContent;
import org.heliograph.channel.RcsFile;
import org.heliograph.channel.RcsMedia;
import org.heliograph.channel.RcsRichCard;
import org.heliograph.channel.RcsSuggestion;
import org.heliograph.channel.RcsSuggestion.CalendarEvent;
import org.heliograph.channel.RcsSuggestion.Dial;
import org.heliograph.channel.RcsSuggestion.OpenUrl;
import org.heliograph.channel.RcsSuggestion.Reply;
import org.heliograph.channel.RcsSuggestion.RequestLocation;
import org.heliograph.channel.RcsSuggestion.ShowLocation;
import org.heliograph.channel.RcsText;

/** Our contents as Google's AgentMessage (reference: rest/v1/phones.agentMessages). */
final class RbmMessages {

    /** Google's limit; the standard allows twelve. */
    static final int MAX_CARDS = 10;

    /** Google refuses a time to live outside of ten seconds to fifteen days. */
    private static final int MIN_TTL = 10;

    private static final int MAX_TTL = 15 * 86_400;

    private static final ObjectMapper JSON = new ObjectMapper();

    private RbmMessages() {}

    /**
     * @param ttlSeconds how long Google may try, 0 for its default
     * @throws IllegalArgumentException if Google does not take such a content
     */
    static ObjectNode agentMessage(RcsContent content, int ttlSeconds) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode message = root.putObject("contentMessage");
        if (content instanceof RcsText text) {
            message.put("text", text.text());
        } else if (content instanceof RcsRichCard rich) {
            standalone(message.putObject("richCard").putObject("standaloneCard"), rich);
        } else if (content instanceof RcsCarousel carousel) {
            carousel(message.putObject("richCard").putObject("carouselCard"), carousel);
        } else if (content instanceof RcsFile file) {
            contentInfo(
                    message.putObject("contentInfo"),
                    file.file().url(),
                    file.file().thumbnailUrl());
        }
        suggestions(message, content.suggestions());
        if (ttlSeconds > 0) {
            root.put("ttl", Math.max(MIN_TTL, Math.min(MAX_TTL, ttlSeconds)) + "s");
        }
        return root;
    }

    private static void standalone(ObjectNode node, RcsRichCard rich) {
        node.put("cardOrientation", rich.orientation().name());
        if (rich.orientation() == RcsRichCard.Orientation.HORIZONTAL) {
            node.put("thumbnailImageAlignment", rich.imageAlignment().name());
        }
        card(node.putObject("cardContent"), rich.card());
    }

    private static void carousel(ObjectNode node, RcsCarousel carousel) {
        if (carousel.cards().size() > MAX_CARDS) {
            throw new IllegalArgumentException("more than " + MAX_CARDS + " cards");
        }
        node.put("cardWidth", carousel.width().name());
        ArrayNode cards = node.putArray("cardContents");
        carousel.cards().forEach(card -> card(cards.addObject(), card));
    }

    private static void card(ObjectNode node, RcsCard card) {
        put(node, "title", card.title());
        put(node, "description", card.text());
        RcsMedia media = card.media();
        if (media != null) {
            ObjectNode target = node.putObject("media");
            target.put("height", media.height().name());
            contentInfo(target.putObject("contentInfo"), media.url(), media.thumbnailUrl());
        }
        suggestions(node, card.suggestions());
    }

    private static void contentInfo(ObjectNode node, String url, String thumbnailUrl) {
        node.put("fileUrl", url);
        put(node, "thumbnailUrl", thumbnailUrl);
    }

    private static void suggestions(ObjectNode node, List<RcsSuggestion> suggestions) {
        if (!suggestions.isEmpty()) {
            ArrayNode array = node.putArray("suggestions");
            suggestions.forEach(suggestion -> suggestion(array.addObject(), suggestion));
        }
    }

    private static void suggestion(ObjectNode node, RcsSuggestion suggestion) {
        if (suggestion instanceof Reply reply) {
            node.putObject("reply")
                    .put("text", reply.text())
                    .put("postbackData", reply.postback() == null ? reply.text() : reply.postback());
            return;
        }
        ObjectNode action = node.putObject("action").put("text", suggestion.text());
        action.put("postbackData", suggestion.text());
        if (suggestion instanceof OpenUrl open) {
            action.putObject("openUrlAction").put("url", open.url());
        } else if (suggestion instanceof Dial dial) {
            action.putObject("dialAction").put("phoneNumber", dial.number().replaceAll("[ ()-]", ""));
            put(action, "fallbackUrl", dial.fallbackUrl());
        } else if (suggestion instanceof ShowLocation location) {
            ObjectNode view = action.putObject("viewLocationAction");
            if (location.latitude() != null) {
                view.putObject("latLong").put("latitude", location.latitude()).put("longitude", location.longitude());
            }
            put(view, "label", location.label());
            put(view, "query", location.query());
            put(action, "fallbackUrl", location.fallbackUrl());
        } else if (suggestion instanceof RequestLocation) {
            action.putObject("shareLocationAction");
        } else if (suggestion instanceof CalendarEvent event) {
            ObjectNode calendar = action.putObject("createCalendarEventAction");
            calendar.put("startTime", event.start().toString());
            calendar.put("endTime", event.end().toString());
            put(calendar, "title", event.title());
            put(calendar, "description", event.description());
            put(action, "fallbackUrl", event.fallbackUrl());
        }
    }

    private static void put(ObjectNode node, String field, String value) {
        if (value != null && !value.isBlank()) {
            node.put(field, value);
        }
    }
}
