package org.heliograph.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.channel.RcsSuggestion.CalendarEvent;
import org.heliograph.channel.RcsSuggestion.Dial;
import org.heliograph.channel.RcsSuggestion.OpenUrl;
import org.heliograph.channel.RcsSuggestion.Reply;
import org.heliograph.channel.RcsSuggestion.ShowLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContentLimitsTest {

    private static final Reply REPLY = new Reply("Yes", null);
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments(new SmsContent(null), "text", "required", 0),
                arguments(new SmsContent(" "), "text", "required", 0),
                arguments(new SmsContent("a".repeat(1531)), "text", "too_many_parts", 10),
                arguments(new RcsText("a".repeat(3073), null), "text", "too_long", 3072),
                arguments(text(Collections.nCopies(12, REPLY)), "suggestions", "too_many", 11),
                arguments(text(List.of(REPLY, new Reply("a".repeat(26), null))), "suggestions[1].text", "too_long", 25),
                arguments(text(List.of(new Reply("a", "b".repeat(2049)))), "suggestions[0].postback", "too_long", 2048),
                arguments(text(List.of(new OpenUrl("a", "ftp://x"))), "suggestions[0].url", "invalid_url", 0),
                arguments(text(List.of(new OpenUrl("a", null))), "suggestions[0].url", "required", 0),
                arguments(text(List.of(new Dial("a", "call me", null))), "suggestions[0].number", "invalid_number", 0),
                arguments(
                        text(List.of(new ShowLocation("a", 91.0, 0.0, null, null, null))),
                        "suggestions[0].latitude",
                        "invalid_coordinates",
                        90),
                arguments(
                        text(List.of(new ShowLocation("a", null, null, null, null, null))),
                        "suggestions[0].query",
                        "required",
                        0),
                arguments(
                        text(List.of(new CalendarEvent("a", NOW, NOW, "b", null, null))),
                        "suggestions[0].end",
                        "invalid_dates",
                        0),
                arguments(card(new RcsCard("a".repeat(201), null, null, null)), "card.title", "too_long", 200),
                arguments(card(new RcsCard("a", "b".repeat(2001), null, null)), "card.text", "too_long", 2000),
                arguments(card(new RcsCard(null, null, null, null)), "card", "required", 0),
                arguments(card(null), "card", "required", 0),
                arguments(
                        card(new RcsCard("a", null, new RcsMedia("x.png", null, null), null)),
                        "card.media.url",
                        "invalid_url",
                        0),
                arguments(
                        card(new RcsCard("a", null, null, Collections.nCopies(5, REPLY))),
                        "card.suggestions",
                        "too_many",
                        4),
                arguments(carousel(1), "cards", "too_few", 2),
                arguments(carousel(13), "cards", "too_many", 12),
                arguments(new RcsFile(null, null), "file.url", "required", 0),
                arguments(new EmailContent(" ", null, "a", null), "subject", "required", 0),
                arguments(new EmailContent("a\r\nBcc: x", null, "a", null), "subject", "line_break", 0),
                arguments(new EmailContent("a", null, null, null), "html", "required", 0));
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("broken")
    void reportsABrokenLimit(MessageContent content, String field, String code, int limit) {
        assertThat(content.validate()).containsExactly(new ContentViolation(field, code, limit));
    }

    @Test
    void acceptsPlaceholdersWhereValuesDecideTheForm() {
        assertThat(text(List.of(new OpenUrl("a", "{{attribute.link}}"), new Dial("b", "{{shop}}", null)))
                        .validate())
                .isEmpty();
    }

    @Test
    void derivesATextFromHtml() {
        String html = "<html><head><title>T</title><style>p{}</style></head><body><p>Hi&nbsp;Ana &amp; co,</p>"
                + "<ul><li>one</li><li>two</li></ul><a href=\"https://x.org\">here</a><script>x()</script></body></html>";

        assertThat(new EmailContent("s", null, html, null).plainText())
                .isEqualTo("Hi Ana & co,\n- one\n- two\n\nhere (https://x.org)");
        assertThat(new EmailContent("s", null, html, "given").plainText()).isEqualTo("given");
    }

    private static RcsText text(List<? extends RcsSuggestion> suggestions) {
        return new RcsText("Hi", List.copyOf(suggestions));
    }

    private static RcsRichCard card(RcsCard card) {
        return new RcsRichCard(card, null, null, null);
    }

    private static RcsCarousel carousel(int cards) {
        return new RcsCarousel(Collections.nCopies(cards, new RcsCard("a", null, null, null)), null, null);
    }
}
