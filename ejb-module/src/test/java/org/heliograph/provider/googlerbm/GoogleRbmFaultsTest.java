package org.heliograph.provider.googlerbm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.heliograph.channel.Failure;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.RcsText;
import org.heliograph.channel.ReceivedEvents;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.SendResults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Google may do instead of taking a message. */
class GoogleRbmFaultsTest {

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

    private ProviderConnection connect() {
        return connect(Map.of());
    }

    private ProviderConnection connect(Map<String, String> more) {
        return google.connect(new ReceivedEvents(), more);
    }

    private static OutboundMessage message() {
        return new OutboundMessage(UUID.randomUUID(), null, "+34600111222", new RcsText("Hi", null), 0);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "400, INVALID_CONTENT, 400 INVALID_ARGUMENT",
        "401, ACCOUNT_REFUSED, 401 UNAUTHENTICATED",
        "403, ACCOUNT_REFUSED, 403 PERMISSION_DENIED",
        "404, NOT_CAPABLE, 404 NOT_FOUND",
        "429, THROTTLED, 429 RESOURCE_EXHAUSTED",
        "503, CARRIER_ERROR, 503 UNAVAILABLE"
    })
    void translatesErrors(int status, Failure failure, String code) {
        google.answer = request -> FakeGoogle.fixture(status);
        try (ProviderConnection connection = connect()) {
            connection.send(List.of(message()), results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(failure);
            assertThat(results.onlyRefusal().code()).isEqualTo(code);
        }
    }

    @Test
    void countsARepetitionAsAccepted() {
        google.answer = request -> FakeGoogle.fixture(409);
        try (ProviderConnection connection = connect()) {
            connection.send(List.of(message()), results);

            assertThat(results.onlyAcceptance().references()).hasSize(1);
        }
    }

    @Test
    void passesOnHowLongToWait() {
        google.answer = request -> new FakeGoogle.Reply(429, "", Map.of("Retry-After", "7"));
        try (ProviderConnection connection = connect()) {
            connection.send(List.of(message()), results);

            assertThat(results.onlyRefusal().retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @Test
    void reportsARefusedServiceAccount() {
        google.tokenStatus = 401;
        try (ProviderConnection connection = connect()) {
            connection.send(List.of(message()), results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(Failure.ACCOUNT_REFUSED);
            assertThat(connection.state().up()).isFalse();
        }
    }

    @Test
    void reportsNoResponseWhenGoogleDoesNotAnswer() {
        CountDownLatch never = new CountDownLatch(1);
        google.answer = request -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new FakeGoogle.Reply(200, "{}", Map.of());
        };
        try (ProviderConnection connection = connect(Map.of("responseTimeoutMillis", "300"))) {
            connection.send(List.of(message()), results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(Failure.NO_RESPONSE);
            never.countDown();
        }
    }

    @Test
    void waitsNoLongerForTheEndOfAnAnswerThanForItsBeginning() {
        google.answer = request -> new FakeGoogle.Reply(200, FakeGoogle.STALLED, Map.of());
        try (ProviderConnection connection = connect(Map.of("responseTimeoutMillis", "300", "maxConcurrent", "1"))) {
            connection.send(List.of(message(), message()), results);

            assertThat(results.await(2))
                    .as("the second had to wait for the first one's place")
                    .allMatch(r -> r instanceof SendResult.Refused f && f.failure() == Failure.NO_RESPONSE);
        }
    }

    @Test
    void mayTakeLongerThanItsTimeoutForAResult() {
        try (ProviderConnection connection = connect(Map.of("responseTimeoutMillis", "300000"))) {
            assertThat(connection.longestWait()).isGreaterThan(Duration.ofMinutes(5));
        }
    }

    @Test
    void hasNotHandedOverWhatItsTokenDidNotComeInFullFor() {
        google.tokenBody = FakeGoogle.STALLED;
        try (ProviderConnection connection = connect(Map.of("responseTimeoutMillis", "300"))) {
            connection.send(List.of(message()), results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(Failure.UNREACHABLE);
        }
        assertThat(google.requests).isEmpty();
    }

    @Test
    void repeatsInTimeWhatWasTooMuch() {
        AtomicInteger refused = new AtomicInteger();
        google.answer = request -> refused.incrementAndGet() <= 3
                ? new FakeGoogle.Reply(429, "", Map.of("Retry-After", "1"))
                : new FakeGoogle.Reply(200, "{}", Map.of());
        try (ProviderConnection connection = connect()) {
            connection.send(
                    Stream.generate(GoogleRbmFaultsTest::message).limit(3).toList(), results);

            assertThat(results.await(3)).allMatch(r -> r instanceof SendResult.Accepted);
        }
        assertThat(google.requests).hasSize(6);
        assertThat(google.requests.stream().map(FakeGoogle.Request::uri).distinct())
                .as("each with its own id again")
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-3", "99999999999999999999", "Fri 32 Mar"})
    void ignoresAWaitThatMakesNoSense(String header) {
        google.answer = request -> new FakeGoogle.Reply(429, "", Map.of("Retry-After", header));
        try (ProviderConnection connection = connect()) {
            connection.send(List.of(message()), results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(Failure.THROTTLED);
            assertThat(results.onlyRefusal().retryAfter()).isNull();
        }
    }

    @Test
    void readsAWaitGivenAsADate() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(5));
        google.answer = request -> new FakeGoogle.Reply(429, "", Map.of("Retry-After", date));
        try (ProviderConnection connection = connect()) {
            connection.send(List.of(message()), results);

            assertThat(results.onlyRefusal().retryAfter()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(5));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void triesAgainAfterAFaultOfGoogles(int status) {
        google.answer = request -> new FakeGoogle.Reply(status, "<html>Sorry</html>", Map.of());
        try (ProviderConnection connection = connect()) {
            connection.send(List.of(message()), results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(Failure.CARRIER_ERROR);
            assertThat(results.onlyRefusal().code()).isEqualTo(Integer.toString(status));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"phon", "", "<html/>", "[]"})
    void countsAMessageAsTakenWhateverTheAnswerSays(String body) {
        google.answer = request -> new FakeGoogle.Reply(200, body, Map.of());
        OutboundMessage message = message();
        try (ProviderConnection connection = connect()) {
            connection.send(List.of(message), results);

            assertThat(results.onlyAcceptance().references())
                    .containsExactly(message.id().toString());
        }
    }

    @Test
    void doesNotKnowWhatBecameOfAMessageWhenTheConnectionIsClosed() {
        google.answer = request -> new FakeGoogle.Reply(0, "", Map.of());
        try (ProviderConnection connection = connect()) {
            connection.send(List.of(message()), results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(Failure.NO_RESPONSE);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"500, {}", "503, ''", "200, {}", "200, '{\"access_tok'", "0, ''"})
    void hasNotHandedOverWhatItGotNoTokenFor(int status, String body) {
        google.tokenStatus = status;
        google.tokenBody = body;
        try (ProviderConnection connection = connect()) {
            connection.send(
                    Stream.generate(GoogleRbmFaultsTest::message).limit(20).toList(), results);

            assertThat(results.await(20))
                    .allMatch(r -> r instanceof SendResult.Refused f && f.failure() == Failure.UNREACHABLE);
        }
        assertThat(google.requests).isEmpty();
        assertThat(google.tokens).as("asked once for all of them").hasValueLessThan(3);
    }
}
