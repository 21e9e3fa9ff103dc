package org.heliograph.provider.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.heliograph.channel.Await;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.Failure;
import org.heliograph.channel.GsmAlphabet;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderAccount;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.ProviderContract;
import org.heliograph.channel.ProviderEvent;
import org.heliograph.channel.ProviderEvents;
import org.heliograph.channel.ReceivedEvents;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.SendResults;
import org.heliograph.channel.SmsContent;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmppProviderTest implements ProviderContract {

    private final SmppProvider provider = new SmppProvider();
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

    @Override
    public ProviderConnection connect(ProviderEvents received) {
        return connect(received, Map.of());
    }

    @Override
    public ProviderConnection connectToNobody() {
        try (ServerSocket free = new ServerSocket(0)) {
            return connect(events, Map.of("port", "" + free.getLocalPort()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public OutboundMessage message(int number) {
        return message("Hello " + number);
    }

    @Override
    public String secret() {
        return FakeSmsc.PASSWORD;
    }

    private static OutboundMessage message(String text) {
        return new OutboundMessage(UUID.randomUUID(), "Heliograph", "+34600111222", new SmsContent(text), 0);
    }

    private ProviderConnection connect(ProviderEvents received, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "host", "localhost",
                "port", "" + smsc.port(),
                "systemId", "helio",
                "password", FakeSmsc.PASSWORD,
                "responseTimeoutMillis", "2000"));
        settings.putAll(more);
        return provider.connect(new ProviderAccount(7, "smpp", "Test", settings), received);
    }

    private ProviderConnection connected(Map<String, String> more) {
        ProviderConnection connection = connect(events, more);
        Await.untilUp(connection);
        Await.until("the SMSC knows", () -> !smsc.sessions.isEmpty());
        return connection;
    }

    @Test
    void submitsAPlainMessage() {
        try (ProviderConnection connection = connected(Map.of())) {
            connection.send(
                    List.of(new OutboundMessage(
                            UUID.randomUUID(), "+3412345678901", "+34600111222", new SmsContent("€ ñ"), 90_061)),
                    results);

            assertThat(results.onlyAcceptance().references()).containsExactly("abc001");
            SubmitSm submit = smsc.submitted.get(0);
            assertThat(submit.getSourceAddr()).isEqualTo("3412345678901");
            assertThat(submit.getSourceAddrTon()).isEqualTo((byte) 1);
            assertThat(submit.getDestAddress()).isEqualTo("34600111222");
            assertThat(submit.getDestAddrTon()).isEqualTo((byte) 1);
            assertThat(submit.getDataCoding()).isEqualTo((byte) 0);
            assertThat(submit.getRegisteredDelivery()).isEqualTo((byte) 1);
            assertThat(submit.getShortMessage()).isEqualTo(GsmAlphabet.encode("€ ñ"));
            assertThat(submit.getValidityPeriod()).isEqualTo("000001010101000R");
        }
    }

    @Test
    void splitsALongMessageAndGivesAReferenceForEachPart() {
        try (ProviderConnection connection = connected(Map.of())) {
            connection.send(List.of(message("я".repeat(100))), results);

            assertThat(results.onlyAcceptance().references()).hasSize(2);
            Await.until("both parts are in", () -> smsc.submitted.size() == 2);
            for (SubmitSm submit : smsc.submitted) {
                assertThat(submit.isUdhi()).isTrue();
                assertThat(submit.getDataCoding()).isEqualTo((byte) 8);
                assertThat(submit.getShortMessage()).startsWith(5, 0, 3).hasSizeLessThanOrEqualTo(140);
                assertThat(submit.getShortMessage()[4]).isEqualTo((byte) 2);
            }
        }
    }

    @Test
    void sendsALongMessageInOnePayload() {
        try (ProviderConnection connection = connected(Map.of("longMessages", "PAYLOAD"))) {
            connection.send(List.of(message("a".repeat(400))), results);

            assertThat(results.onlyAcceptance().references()).hasSize(1);
            assertThat(smsc.submitted
                            .get(0)
                            .getOptionalParameter(OptionalParameter.Message_payload.class)
                            .getValue())
                    .hasSize(400);
        }
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
        try (ProviderConnection connection = connect(events, Map.of("password", "wrong"))) {
            Await.until(
                    "the reason is told", () -> connection.state().detail().equals("the SMSC refuses the password"));
            assertThat(connection.state().up()).isFalse();
        }
    }

    @Test
    void refusesWhatIsNoShortMessage() {
        try (ProviderConnection connection = connected(Map.of())) {
            connection.send(
                    List.of(new OutboundMessage(
                            UUID.randomUUID(), "a", "+34600111222", new EmailContent("a", null, "b", null), 0)),
                    results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(Failure.INVALID_CONTENT);
        }
    }

    @Test
    void refusesASenderThatDoesNotFit() {
        try (ProviderConnection connection = connected(Map.of())) {
            connection.send(
                    List.of(new OutboundMessage(
                            UUID.randomUUID(), "a".repeat(30), "+34600111222", new SmsContent("x"), 0)),
                    results);

            assertThat(results.onlyRefusal().failure()).isEqualTo(Failure.INVALID_SENDER);
        }
    }

    @Test
    void acknowledgesAReceiptOnlyWhenItIsStored() throws Exception {
        byte[] receipt =
                "id:0ABC123 sub:001 dlvrd:001 submit date:2403011200 done date:2403011201 stat:DELIVRD err:000 text:Hi"
                        .getBytes(StandardCharsets.US_ASCII);
        try (ProviderConnection connection = connected(Map.of())) {
            events.fail(true);
            assertThatThrownBy(() -> smsc.deliver(0x04, 0, receipt))
                    .isInstanceOfSatisfying(NegativeResponseException.class, e -> assertThat(e.getCommandStatus())
                            .isEqualTo(0x64));
            events.fail(false);
            smsc.deliver(0x04, 0, receipt);

            ProviderEvent.Report report = (ProviderEvent.Report) events.only();
            assertThat(report.references()).startsWith("abc123");
            assertThat(report.status()).isEqualTo(ProviderEvent.Status.DELIVERED);
            assertThat(report.errorCode()).isNull();
        }
    }

    @Test
    void joinsThePartsOfALongInboundMessage() throws Exception {
        try (ProviderConnection connection = connected(Map.of("bindType", "TRANSMITTER_AND_RECEIVER"))) {
            Await.until("both are bound", () -> smsc.sessions.size() == 2);
            Await.until("the receiver is known", () -> smsc.sessions.stream()
                    .anyMatch(s -> s.getSessionState().isReceivable()
                            && !s.getSessionState().isTransmittable()));
            smsc.sessions.sort((a, b) -> Boolean.compare(
                    a.getSessionState().isReceivable(), b.getSessionState().isReceivable()));
            smsc.deliver(0x40, 8, part(2, "мир".getBytes(StandardCharsets.UTF_16BE)));
            smsc.deliver(0x40, 8, part(1, "Привет ".getBytes(StandardCharsets.UTF_16BE)));

            ProviderEvent.Inbound inbound = (ProviderEvent.Inbound) events.only();
            assertThat(inbound.text()).isEqualTo("Привет мир");
            assertThat(inbound.from()).isEqualTo("+34600111222");
            assertThat(inbound.to()).isEqualTo("12345");
        }
    }

    private static byte[] part(int number, byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {5, 0, 3, 77, 2, (byte) number});
        out.writeBytes(text);
        return out.toByteArray();
    }

    @Test
    void dealsMessagesOutToSeveralBindsWithinTheirWindows() {
        try (ProviderConnection connection = connected(Map.of("binds", "2", "window", "3"))) {
            Await.until("both are bound", () -> smsc.sessions.size() == 2);
            connection.send(IntStream.range(0, 200).mapToObj(this::message).toList(), results);

            assertThat(results.await(200)).allMatch(r -> r instanceof SendResult.Accepted);
        }
    }

    @Test
    void keepsToTheConfiguredThroughput() {
        try (ProviderConnection connection = connected(Map.of("throughputPerSecond", "100"))) {
            long start = System.nanoTime();
            connection.send(IntStream.range(0, 40).mapToObj(this::message).toList(), results);
            results.await(40);

            // 39 intervals of 10 ms, less the burst of 20 ms that may be caught up.
            assertThat(System.nanoTime() - start).isGreaterThan(360_000_000L);
        }
    }

    @Test
    void namesAMalformedSetting() {
        assertThatThrownBy(() -> connect(events, Map.of("window", "many")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("window");
    }
}
