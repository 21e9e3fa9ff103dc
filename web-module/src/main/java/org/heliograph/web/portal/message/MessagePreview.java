package org.heliograph.web.portal.message;

import java.util.List;
import java.util.stream.Stream;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.MessageContent;
import org.heliograph.channel.RcsCard;
import org.heliograph.channel.RcsCarousel;
import org.heliograph.channel.RcsFile;
import org.heliograph.channel.RcsRichCard;
import org.heliograph.channel.RcsSuggestion;
import org.heliograph.channel.RcsText;
import org.heliograph.channel.SmsContent;

/**
 * A message as the phone shows it.
 *
 * @param text of a bubble; null for none
 * @param mail null for none
 * @param chips suggestions under the message
 */
public record MessagePreview(String text, EmailContent mail, List<Card> cards, List<Chip> chips) {

    /** A rich card; what it does not have is null. */
    public record Card(String title, String text, String media, String height, String orientation, List<Chip> chips) {}

    /** A suggestion, of a kind that the phone knows. */
    public record Chip(String kind, String text) {}

    static MessagePreview of(MessageContent content) {
        if (content instanceof SmsContent sms) {
            return text(sms.text(), List.of());
        }
        if (content instanceof EmailContent mail) {
            return new MessagePreview(null, mail, List.of(), List.of());
        }
        if (content instanceof RcsText rcs) {
            return text(rcs.text(), rcs.suggestions());
        }
        if (content instanceof RcsFile rcs) {
            return text(rcs.file().url(), rcs.suggestions());
        }
        if (content instanceof RcsRichCard rcs) {
            String orientation =
                    rcs.orientation() == null ? null : rcs.orientation().name();
            return new MessagePreview(null, null, List.of(card(rcs.card(), orientation)), chips(rcs.suggestions()));
        }
        if (content instanceof RcsCarousel rcs) {
            List<Card> cards =
                    rcs.cards().stream().map(card -> card(card, null)).toList();
            return new MessagePreview(null, null, cards, chips(rcs.suggestions()));
        }
        return text(content.summary(), List.of());
    }

    /** HTML of the mail; plain text is escaped for it. */
    public String getMailBody() {
        if (mail == null || mail.html() != null) {
            return mail == null ? null : mail.html();
        }
        return "<pre>" + mail.plainText().replace("&", "&amp;").replace("<", "&lt;") + "</pre>";
    }

    private static MessagePreview text(String text, List<RcsSuggestion> suggestions) {
        return new MessagePreview(text, null, List.of(), chips(suggestions));
    }

    private static Card card(RcsCard card, String orientation) {
        String media = card.media() == null ? null : card.media().url();
        String height = card.media() == null || card.media().height() == null
                ? null
                : card.media().height().name();
        return new Card(card.title(), card.text(), media, height, orientation, chips(card.suggestions()));
    }

    private static List<Chip> chips(List<RcsSuggestion> suggestions) {
        return Stream.ofNullable(suggestions)
                .flatMap(List::stream)
                .map(suggestion -> new Chip(kind(suggestion), suggestion.text()))
                .toList();
    }

    private static String kind(RcsSuggestion suggestion) {
        if (suggestion instanceof RcsSuggestion.OpenUrl) {
            return "open_url";
        }
        if (suggestion instanceof RcsSuggestion.Dial) {
            return "dial";
        }
        if (suggestion instanceof RcsSuggestion.ShowLocation) {
            return "show_location";
        }
        if (suggestion instanceof RcsSuggestion.RequestLocation) {
            return "request_location";
        }
        return suggestion instanceof RcsSuggestion.CalendarEvent ? "calendar_event" : "reply";
    }
}
