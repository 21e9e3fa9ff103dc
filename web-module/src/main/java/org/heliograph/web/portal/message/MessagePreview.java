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
 * A message as bubbles and buttons, for the page.
 *
 * @param suggestions buttons under the message
 */
public record MessagePreview(List<Bubble> bubbles, List<String> suggestions) {

    /**
     * A bubble.
     *
     * @param title null for none
     * @param text null for none
     * @param media address of a picture, video or file; null for none
     * @param buttons inside the bubble
     */
    public record Bubble(String title, String text, String media, List<String> buttons) {}

    static MessagePreview of(MessageContent content) {
        if (content instanceof SmsContent sms) {
            return plain(new Bubble(null, sms.text(), null, List.of()));
        }
        if (content instanceof EmailContent mail) {
            return plain(new Bubble(mail.subject(), mail.plainText(), null, List.of()));
        }
        if (content instanceof RcsText rcs) {
            return new MessagePreview(List.of(new Bubble(null, rcs.text(), null, List.of())), texts(rcs.suggestions()));
        }
        if (content instanceof RcsRichCard rcs) {
            return new MessagePreview(List.of(bubble(rcs.card())), texts(rcs.suggestions()));
        }
        if (content instanceof RcsCarousel rcs) {
            return new MessagePreview(
                    rcs.cards().stream().map(MessagePreview::bubble).toList(), texts(rcs.suggestions()));
        }
        if (content instanceof RcsFile rcs) {
            return new MessagePreview(
                    List.of(new Bubble(null, null, rcs.file().url(), List.of())), texts(rcs.suggestions()));
        }
        return plain(new Bubble(null, content.summary(), null, List.of()));
    }

    private static MessagePreview plain(Bubble bubble) {
        return new MessagePreview(List.of(bubble), List.of());
    }

    private static Bubble bubble(RcsCard card) {
        String media = card.media() == null ? null : card.media().url();
        return new Bubble(card.title(), card.text(), media, texts(card.suggestions()));
    }

    private static List<String> texts(List<RcsSuggestion> suggestions) {
        return Stream.ofNullable(suggestions)
                .flatMap(List::stream)
                .map(RcsSuggestion::text)
                .toList();
    }
}
