package org.heliograph.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageContentsTest {

    static Stream<MessageContent> contents() {
        Instant start = Instant.parse("2026-03-01T10:00:00Z");
        List<RcsSuggestion> suggestions = List.of(
                new RcsSuggestion.Reply("Yes", "yes"),
                new RcsSuggestion.OpenUrl("Open", "https://example.org"),
                new RcsSuggestion.Dial("Call", "+34600000000", null),
                new RcsSuggestion.ShowLocation("Map", 40.4, -3.7, null, "Office", null),
                new RcsSuggestion.RequestLocation("Where?"),
                new RcsSuggestion.CalendarEvent("Save", start, start.plusSeconds(60), "Visit", null, null));
        RcsCard card = new RcsCard(
                "Title", "Text", new RcsMedia("https://x.org/a.png", null, null), suggestions.subList(0, 2));
        return Stream.of(
                new SmsContent("Hi"),
                new RcsText("Hi", suggestions),
                new RcsRichCard(card, RcsRichCard.Orientation.HORIZONTAL, null, List.of()),
                new RcsCarousel(List.of(card, card), null, List.of()),
                new RcsFile(new RcsFile.File("https://x.org/a.pdf", null), List.of()),
                new EmailContent("Subject", null, "<p>Hi</p>", null));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void readsWhatItWrote(MessageContent content) {
        String json = MessageContents.write(content);

        assertThat(MessageContents.parse(json)).isEqualTo(content);
        assertThat(content.validate()).isEmpty();
    }

    @Test
    void writesTheTypeFirstAndOmitsWhatIsAbsent() {
        assertThat(MessageContents.write(new SmsContent("Hi"))).isEqualTo("{\"type\":\"sms\",\"text\":\"Hi\"}");
        assertThat(MessageContents.write(new RcsText("Hi", null))).isEqualTo("{\"type\":\"rcs_text\",\"text\":\"Hi\"}");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "SMS;{\"text\":\"a\"};SmsContent",
                "RCS;{\"text\":\"a\",\"suggestions\":[{\"type\":\"reply\",\"text\":\"b\"}]};RcsText",
                "RCS;{\"card\":{\"title\":\"a\"}};RcsRichCard",
                "RCS;{\"cards\":[{\"title\":\"a\"},{\"title\":\"b\"}]};RcsCarousel",
                "RCS;{\"file\":{\"url\":\"https://x.org\"}};RcsFile",
                "EMAIL;{\"subject\":\"a\",\"html\":\"b\"};EmailContent"
            })
    void readsPayloads(Channel channel, String json, String type) throws Exception {
        MessageContent content = MessageContents.parsePayload(channel, new ObjectMapper().readTree(json));

        assertThat(content.getClass().getSimpleName()).isEqualTo(type);
        assertThat(content.channel()).isEqualTo(channel);
    }

    @ParameterizedTest(name = "{1} is at fault in {0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "SMS;{\"txt\":\"a\"};txt",
                "SMS;[];``",
                "SMS;{\"type\":\"email\"};type",
                "SMS;{\"text\":{}};text",
                "RCS;{};``",
                "RCS;{\"text\":\"a\",\"card\":{}};``",
                "RCS;{\"card\":{\"titel\":\"a\"}};card.titel",
                "RCS;{\"card\":{\"media\":{\"height\":\"HUGE\"}}};card.media.height",
                "RCS;{\"text\":\"a\",\"suggestions\":[{\"type\":\"buy\"}]};suggestions[0].type",
                "RCS;{\"text\":\"a\",\"suggestions\":[{\"type\":\"reply\",\"txt\":\"b\"}]};suggestions[0].txt",
                "VIBER;{\"text\":\"a\"};``"
            })
    void namesTheFieldAtFault(Channel channel, String json, String field) throws Exception {
        var payload = new ObjectMapper().readTree(json);

        assertThatThrownBy(() -> MessageContents.parsePayload(channel, payload))
                .isInstanceOfSatisfying(InvalidContentException.class, e -> assertThat(e.field())
                        .isEqualTo(field));
    }
}
