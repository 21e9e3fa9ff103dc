package org.heliograph.provider.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heliograph.channel.Await;
import org.heliograph.channel.Failure;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.ProviderConnection.ConnectionState;
import org.heliograph.channel.ReceivedEvents;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.SendResults;
import org.jsmpp.extra.ProcessRequestException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an SMSC may do instead of taking a message. */
class SmppFaultsTest {

    private final ReceivedEvents events = new ReceivedEvents();
    private final SendResults results = new SendResults();
    private FakeSmsc smsc;

    @BeforeEach
    void start() throws Exception {
        smsc = new FakeSmsc();
    }

    @AfterEach
    void stop() throws Exception {
        smsc.close();
    }

    private static OutboundMessage message(int number) {
        return FakeSmsc.message("Hello " + number);
    }

    private ProviderConnection connected(Map<String, String> more) {
        return smsc.connected(events, more);
    }

    @Test
    void translatesRefusals() {
        smsc.answer = (submit, number) -> {
            throw new ProcessRequestException("no", 0x0B);
        };
        try (ProviderConnection connection = connected(Map.of())) {
            connection.send(List.of(message(1)), results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(Failure.INVALID_RECIPIENT);
            assertThat(results.onlyRefusal().code()).isEqualTo("0x0000000B");
        }
    }

    @Test
    void slowsDownAndRepeatsWhenThrottled() {
        AtomicInteger refusals = new AtomicInteger();
        smsc.answer = (submit, number) -> {
            if (refusals.incrementAndGet() <= 2) {
                throw new ProcessRequestException("slow", 0x58);
            }
            return "17";
        };
        try (ProviderConnection connection = connected(Map.of())) {
            connection.send(List.of(message(1)), results);

            assertThat(results.onlyAcceptance().references()).containsExactly("17");
        }
    }

    @Test
    void givesUpWhenThrottlingDoesNotEnd() {
        smsc.answer = (submit, number) -> {
            throw new ProcessRequestException("full", 0x14);
        };
        try (ProviderConnection connection = connected(Map.of())) {
            connection.send(List.of(message(1)), results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(Failure.THROTTLED);
            assertThat(results.onlyRefusal().retryAfter()).isPositive();
        }
        assertThat(smsc.count.get()).isEqualTo(6);
    }

    /** It is sent again as a whole, so what was taken of it comes twice. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"0x58, THROTTLED, true", "0x08, CARRIER_ERROR, false", "0x0B, INVALID_RECIPIENT, false"})
    void aMessageOfWhichAPartWasTakenIsNotCleanlyRefused(String status, Failure failure, boolean pause) {
        smsc.answer = (submit, number) -> {
            if (number > 1) {
                throw new ProcessRequestException("no", Integer.decode(status));
            }
            return "17";
        };
        try (ProviderConnection connection = connected(Map.of("window", "1"))) {
            connection.send(List.of(FakeSmsc.message("Hello".repeat(40))), results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(failure);
            assertThat(results.onlyRefusal().partly()).isTrue();
            assertThat(results.onlyRefusal().code()).isEqualTo(SmppStatus.code(Integer.decode(status)));
            assertThat(results.onlyRefusal().retryAfter() != null).isEqualTo(pause);
        }
    }

    @Test
    void reportsNoResponseWhenTheConnectionBreaksAndConnectsAgain() {
        CountDownLatch never = new CountDownLatch(1);
        smsc.answer = (submit, number) -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "1";
        };
        try (ProviderConnection connection = connected(Map.of("responseTimeoutMillis", "60000"))) {
            connection.send(List.of(message(1), message(2)), results);
            Await.until("they are with the SMSC", () -> smsc.count.get() == 2);
            smsc.drop();

            assertThat(results.await(2))
                    .allMatch(r -> r instanceof SendResult.Refused f && f.failure() == Failure.NO_RESPONSE);
            never.countDown();
            Await.until("it is bound again", () -> smsc.sessions.size() == 2);
            Await.untilUp(connection);
        }
        assertThat(results.all()).hasSize(2);
    }

    @Test
    void reportsNoResponseWhenTheAnswerDoesNotCome() {
        CountDownLatch never = new CountDownLatch(1);
        smsc.answer = (submit, number) -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "1";
        };
        try (ProviderConnection connection = connected(Map.of("responseTimeoutMillis", "200"))) {
            connection.send(List.of(message(1)), results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(Failure.NO_RESPONSE);
            never.countDown();
        }
    }

    @Test
    void tellsTheOperatorWhyItCannotBind() {
        try (ProviderConnection connection = smsc.connect(events, Map.of("password", "wrong"))) {
            Await.until(
                    "the reason is told", () -> connection.state().detail().equals("the SMSC refuses the password"));
            assertThat(connection.state().up()).isFalse();
        }
    }

    @Test
    void tellsTheOperatorWhyNothingIsReceivedAndGoesOnSending() {
        smsc.refuseReceivers = true;
        try (ProviderConnection connection = connected(Map.of("bindType", "TRANSMITTER_AND_RECEIVER"))) {
            Await.until(
                    "the reason is told", () -> connection.state().detail().equals("the SMSC refuses the password"));
            assertThat(connection.state().up()).isTrue();
            connection.send(List.of(message(1)), results);
            assertThat(results.onlyAcceptance().references()).isNotEmpty();
            smsc.refuseReceivers = false;
            Await.until("it receives", () -> connection.state().equals(ConnectionState.UP));
        }
    }

    @Test
    void closesAllSessionsAtOnceThoughTheSmscDoesNotLetThemGo() throws Exception {
        try (RawSmsc raw = new RawSmsc("submit-resp-empty")) {
            ProviderConnection connection =
                    FakeSmsc.connect(raw.port(), events, Map.of("binds", "16", "responseTimeoutMillis", "600000"));
            Await.until("all are bound", () -> raw.binds.get() == 16);
            Await.untilUp(connection);
            raw.silent = true;

            assertThat(timeToClose(connection)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void closesThoughTheSmscReadsNoMore() throws Exception {
        Map<String, String> patient =
                Map.of("longMessages", "PAYLOAD", "window", "10000", "responseTimeoutMillis", "600000");
        try (RawSmsc raw = new RawSmsc("submit-resp-empty")) {
            ProviderConnection connection = FakeSmsc.connect(raw.port(), events, patient);
            Await.untilUp(connection);
            raw.deaf = true;
            List<OutboundMessage> more = Collections.nCopies(400, FakeSmsc.message("a".repeat(60_000)));
            Thread sender = new Thread(() -> connection.send(more, results));
            sender.start();
            Await.until("it is stuck", () -> isStuck(sender));

            assertThat(timeToClose(connection)).isLessThan(Duration.ofSeconds(14));
            assertThat(results.await(400)).hasSize(400);
        }
    }

    private static boolean isStuck(Thread sender) {
        return Stream.of(sender.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("park"));
    }

    private static Duration timeToClose(ProviderConnection connection) {
        long start = System.nanoTime();
        connection.close();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void givesEveryMessageOneResultWhenTheConnectionBreaksWithinTheWindow() {
        smsc.answer = (submit, number) -> {
            if (number == 30) {
                smsc.drop();
            }
            return Integer.toString(number);
        };
        try (ProviderConnection connection = connected(Map.of("window", "10"))) {
            List<OutboundMessage> batch =
                    IntStream.range(0, 60).mapToObj(SmppFaultsTest::message).toList();
            connection.send(batch, results);

            assertThat(results.await(60)).allMatch(SmppFaultsTest::takenOrUncertain);
            assertThat(results.messageIds())
                    .containsExactlyInAnyOrderElementsOf(
                            batch.stream().map(OutboundMessage::id).toList());
            assertThat(results.all())
                    .filteredOn(r -> isRefused(r, Failure.NO_RESPONSE))
                    .hasSizeBetween(1, 10);
            Await.untilUp(connection);
        }
    }

    /** Taken, lost within the window, or certainly not sent. */
    private static boolean takenOrUncertain(SendResult result) {
        return result instanceof SendResult.Accepted
                || isRefused(result, Failure.NO_RESPONSE)
                || isRefused(result, Failure.UNREACHABLE);
    }

    private static boolean isRefused(SendResult result, Failure failure) {
        return result instanceof SendResult.Refused refused && refused.failure() == failure;
    }

    @Test
    void ignoresAnAnswerThatComesTooLate() {
        CountDownLatch late = new CountDownLatch(1);
        smsc.answer = (submit, number) -> {
            try {
                late.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "late";
        };
        try (ProviderConnection connection = connected(Map.of("responseTimeoutMillis", "200", "window", "1"))) {
            connection.send(List.of(message(1)), results);
            assertThat(results.onlyRefusal().failure()).isEqualTo(Failure.NO_RESPONSE);
            late.countDown();
            connection.send(List.of(message(2)), results);

            assertThat(results.await(2).get(1)).isInstanceOf(SendResult.Accepted.class);
        }
        assertThat(results.all()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "submit-resp-without-end, NO_RESPONSE",
        "generic-nack, REJECTED",
        "generic-nack-ok, CARRIER_ERROR",
        "other-response, NO_RESPONSE",
        "unknown-command, NO_RESPONSE",
        "wrong-sequence, NO_RESPONSE",
        "huge-length, NO_RESPONSE",
        "short-length, NO_RESPONSE",
        "http, NO_RESPONSE"
    })
    void givesAResultWhateverTheSmscAnswers(String fixture, Failure failure) throws Exception {
        try (RawSmsc raw = new RawSmsc(fixture);
                ProviderConnection connection =
                        FakeSmsc.connect(raw.port(), events, Map.of("responseTimeoutMillis", "500"))) {
            Await.untilUp(connection);
            connection.send(List.of(message(1)), results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(failure);
            Await.untilUp(connection);
        }
        assertThat(results.all()).hasSize(1);
    }

    @Test
    void countsAMessageAsTakenThatGotNoId() throws Exception {
        try (RawSmsc raw = new RawSmsc("submit-resp-empty");
                ProviderConnection connection = FakeSmsc.connect(raw.port(), events, Map.of())) {
            Await.untilUp(connection);
            connection.send(List.of(message(1)), results);

            assertThat(results.onlyAcceptance().references()).isEmpty();
        }
    }

    @Test
    void goesOnAfterADeliverSmThatCannotBeRead() throws Exception {
        try (RawSmsc raw = new RawSmsc("deliver-truncated");
                ProviderConnection connection = FakeSmsc.connect(raw.port(), events, Map.of())) {
            Await.untilUp(connection);
            connection.send(List.of(message(1)), results);

            assertThat(results.onlyAcceptance().references()).containsExactly("abc1");
            Await.until("the deliver_sm is refused", () -> raw.answers.stream().anyMatch(RawSmsc::isRefusal));
        }
        assertThat(events.all()).isEmpty();
    }
}
