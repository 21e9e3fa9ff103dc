package org.heliograph.provider.googlerbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.ProviderContract;
import org.heliograph.channel.ProviderEvents;
import org.heliograph.channel.RcsCard;
import org.heliograph.channel.RcsCarousel;
import org.heliograph.channel.RcsContent;
import org.heliograph.channel.RcsFile;
import org.heliograph.channel.RcsMedia;
import org.heliograph.channel.RcsRichCard;
import org.heliograph.channel.RcsSuggestion;
import org.heliograph.channel.RcsText;
import org.heliograph.channel.ReceivedEvents;
import org.heliograph.channel.SendResults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoogleRbmProviderTest implements ProviderContract {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final SendResults results = new SendResults();
    private FakeGoogle google;

    @BeforeEach
    void start() throws IOException {
        google = new FakeGoogle();
    }

    @AfterEach
    void stop() {
        google.close();
    }

    @Override
    public ProviderConnection connect(ProviderEvents received) {
        return connect(received, Map.of());
    }

    private ProviderConnection connect(ProviderEvents received, Map<String, String> more) {
        return google.connect(received, more);
    }

    @Override
    public ProviderConnection connectToNobody() {
        return connect(new ReceivedEvents(), Map.of("tokenUri", "http://localhost:1/token"));
    }

    @Override
    public OutboundMessage message(int number) {
        return message(new RcsText("Hi " + number, null));
    }

    @Override
    public String secret() {
        return FakeGoogle.secret();
    }

    private static OutboundMessage message(RcsContent content) {
        return new OutboundMessage(UUID.randomUUID(), null, "+34600111222", content, 0);
    }

    static Stream<Arguments> contents() {
        RcsSuggestion yes = new RcsSuggestion.Reply("Yes", null);
        return Stream.of(
                arguments(
                        "request-text.json",
                        3600,
                        new RcsText(
                                "Hi Ana",
                                List.of(
                                        new RcsSuggestion.Reply("Yes", "yes-1"),
                                        new RcsSuggestion.OpenUrl("Open", "https://example.org"),
                                        new RcsSuggestion.Dial("Call", "+34 600 000 000", "https://example.org/call"),
                                        new RcsSuggestion.ShowLocation("Map", 40.4, -3.7, null, "Office", null),
                                        new RcsSuggestion.ShowLocation("Near", null, null, "shop", null, null),
                                        new RcsSuggestion.RequestLocation("Where?"),
                                        new RcsSuggestion.CalendarEvent(
                                                "Save",
                                                START,
                                                START.plusSeconds(3600),
                                                "Visit",
                                                "Bring papers",
                                                null)))),
                arguments(
                        "request-card.json",
                        0,
                        new RcsRichCard(
                                new RcsCard(
                                        "Title",
                                        "Text",
                                        new RcsMedia(
                                                "https://example.org/a.png",
                                                "https://example.org/t.png",
                                                RcsMedia.Height.TALL),
                                        List.of(yes)),
                                RcsRichCard.Orientation.HORIZONTAL,
                                RcsRichCard.ImageAlignment.RIGHT,
                                List.of(new RcsSuggestion.Reply("Stop", null)))),
                arguments(
                        "request-carousel.json",
                        0,
                        new RcsCarousel(
                                List.of(new RcsCard("One", null, null, null), new RcsCard("Two", "Second", null, null)),
                                RcsCarousel.Width.SMALL,
                                null)),
                arguments(
                        "request-file.json",
                        0,
                        new RcsFile(new RcsFile.File("https://example.org/a.pdf", null), null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void writesWhatGoogleDocuments(String fixture, int validity, RcsContent content) throws IOException {
        OutboundMessage message = new OutboundMessage(UUID.randomUUID(), null, "+34600111222", content, validity);
        try (ProviderConnection connection = connect(new ReceivedEvents())) {
            connection.send(List.of(message), results);

            assertThat(results.onlyAcceptance().references())
                    .containsExactly(message.id().toString());
            FakeGoogle.Request request = google.requests.get(0);
            assertThat(request.uri())
                    .isEqualTo("/v1/phones/%2B34600111222/agentMessages?messageId=" + message.id()
                            + "&agentId=shop%40rbm.goog");
            assertThat(request.authorization()).isEqualTo("Bearer token-1");
            assertThat(request.json()).isEqualTo(FakeGoogle.JSON.readTree(FakeGoogle.read(fixture)));
        }
    }

    @Test
    void fetchesOneTokenForManyAndANewOneWhenItIsRefused() {
        google.answer = request -> request.authorization().equals("Bearer token-1") && google.requests.size() > 3
                ? FakeGoogle.fixture(401)
                : new FakeGoogle.Reply(200, "{}", Map.of());
        try (ProviderConnection connection = connect(new ReceivedEvents())) {
            for (int i = 1; i <= 4; i++) {
                connection.send(List.of(message(i)), results);
                results.await(i);
            }
        }
        assertThat(google.tokens).hasValue(2);
        assertThat(results.all()).allMatch(r -> r instanceof org.heliograph.channel.SendResult.Accepted);
    }

    @Test
    void checksFewPhonesOneByOneAndLeavesOutWhatIsUnknown() {
        google.answer = request -> request.uri().contains("0001")
                ? new FakeGoogle.Reply(200, "{\"features\":[]}", Map.of())
                : FakeGoogle.fixture(request.uri().contains("0002") ? 404 : 503);
        try (ProviderConnection connection = connect(new ReceivedEvents())) {
            assertThat(connection.checkCapability(List.of("+34600000001", "+34600000002", "+34600000003")))
                    .isEqualTo(Map.of("+34600000001", true, "+34600000002", false));
        }
    }

    @Test
    void checksManyPhonesInOneRequest() {
        google.answer = request -> new FakeGoogle.Reply(200, "{\"reachableUsers\":[\"+34600000001\"]}", Map.of());
        List<String> phones =
                IntStream.range(0, 600).mapToObj(i -> "+346%08d".formatted(i)).toList();
        try (ProviderConnection connection = connect(new ReceivedEvents())) {
            Map<String, Boolean> known = connection.checkCapability(phones);

            assertThat(known).hasSize(600).containsEntry("+34600000001", true).containsEntry("+34600000002", false);
            assertThat(google.requests).hasSize(1);
            assertThat(google.requests.get(0).json().path("users")).hasSize(600);
        }
    }

    @Test
    void checksOneByOneWhenGoogleDoesNotTakeTheList() {
        google.answer = request ->
                request.method().equals("POST") ? FakeGoogle.fixture(400) : new FakeGoogle.Reply(200, "{}", Map.of());
        List<String> phones =
                IntStream.range(0, 500).mapToObj(i -> "+346%08d".formatted(i)).toList();
        try (ProviderConnection connection = connect(new ReceivedEvents())) {
            assertThat(connection.checkCapability(phones)).hasSize(500).containsEntry("+34600000001", true);
        }
    }

    @Test
    void refusesAMalformedKeyFileWithoutQuotingIt() {
        assertThatThrownBy(() -> connect(new ReceivedEvents(), Map.of("serviceAccountJson", "{\"private_key\":\"xyz")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("xyz")
                .hasNoCause();
    }
}
