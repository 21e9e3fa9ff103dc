package org.heliograph.provider.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.heliograph.channel.Await;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.Failure;
import org.heliograph.channel.GsmAlphabet;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.ProviderContract;
import org.heliograph.channel.ProviderEvents;
import org.heliograph.channel.ReceivedEvents;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.SendResults;
import org.heliograph.channel.SmsContent;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmppProviderTest implements ProviderContract {

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
        return FakeSmsc.message("Hello " + number);
    }

    @Override
    public String secret() {
        return FakeSmsc.PASSWORD;
    }

    private ProviderConnection connect(ProviderEvents received, Map<String, String> more) {
        return smsc.connect(received, more);
    }

    private ProviderConnection connected(Map<String, String> more) {
        return smsc.connected(events, more);
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
            connection.send(List.of(FakeSmsc.message("я".repeat(100))), results);

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
            connection.send(List.of(FakeSmsc.message("a".repeat(400))), results);

            assertThat(results.onlyAcceptance().references()).hasSize(1);
            assertThat(smsc.submitted
                            .get(0)
                            .getOptionalParameter(OptionalParameter.Message_payload.class)
                            .getValue())
                    .hasSize(400);
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
    void refusesWhatCannotBeEncodedAndSendsTheRest() {
        try (ProviderConnection connection = connected(Map.of())) {
            OutboundMessage endless = FakeSmsc.message("a".repeat(256 * 153));
            connection.send(List.of(endless, message(1)), results);

            assertThat(results.await(2))
                    .satisfiesExactlyInAnyOrder(
                            refused -> assertThat(refused)
                                    .isEqualTo(new SendResult.Refused(
                                            endless.id(), Failure.INVALID_CONTENT, "too_many_parts", null)),
                            taken -> assertThat(taken).isInstanceOf(SendResult.Accepted.class));
        }
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

    /** SMPP 3.4 sections 5.2.5 and 5.2.6 reserve all others. */
    @ParameterizedTest
    @CsvSource({
        "sourceTon, 7",
        "sourceTon, 255",
        "destinationTon, 256",
        "sourceNpi, 2",
        "destinationNpi, 19",
        "sourceNpi, ISDN"
    })
    void namesATypeOfNumberOrPlanThatIsNone(String setting, String value) {
        assertThatThrownBy(() -> connect(events, Map.of(setting, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting);
    }

    @Test
    void sendsTheConfiguredTypesOfNumberAndPlans() {
        Map<String, String> types =
                Map.of("sourceTon", "6", "sourceNpi", "18", "destinationTon", "2", "destinationNpi", "auto");
        try (ProviderConnection connection = connected(types)) {
            connection.send(List.of(message(1)), results);

            assertThat(results.onlyAcceptance().references()).isNotEmpty();
            SubmitSm submit = smsc.submitted.get(0);
            assertThat(submit.getSourceAddrTon()).isEqualTo((byte) 6);
            assertThat(submit.getSourceAddrNpi()).isEqualTo((byte) 18);
            assertThat(submit.getDestAddrTon()).isEqualTo((byte) 2);
            assertThat(submit.getDestAddrNpi()).isEqualTo((byte) 1);
        }
    }
}
