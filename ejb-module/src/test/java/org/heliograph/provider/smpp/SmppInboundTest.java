package org.heliograph.provider.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.heliograph.channel.Await;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.ProviderEvent;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.channel.ProviderEvent.Part;
import org.heliograph.channel.ReceivedEvents;
import org.heliograph.channel.SendResults;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.session.SMPPServerSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an SMSC delivers: receipts in every order and spelling, and inbound messages. */
class SmppInboundTest {

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
    void acknowledgesEachPartOfALongMessageOnlyWhenItIsStored() throws Exception {
        try (ProviderConnection connection = connected(Map.of("bindType", "TRANSMITTER_AND_RECEIVER"))) {
            Await.until("both are bound", () -> smsc.sessions.size() == 2);
            Await.until("the receiver is known", () -> smsc.sessions.stream()
                    .anyMatch(s -> s.getSessionState().isReceivable()
                            && !s.getSessionState().isTransmittable()));
            smsc.sessions.sort((a, b) -> Boolean.compare(
                    a.getSessionState().isReceivable(), b.getSessionState().isReceivable()));
            smsc.deliver(0x40, 8, part(2, "мир".getBytes(StandardCharsets.UTF_16BE)));
            byte[] first = part(1, "Привет ".getBytes(StandardCharsets.UTF_16BE));
            events.fail(true);
            assertThatThrownBy(() -> smsc.deliver(0x40, 8, first)).isInstanceOf(NegativeResponseException.class);
            events.fail(false);
            smsc.deliver(0x40, 8, first);

            assertThat(events.all())
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at")
                    .containsExactly(
                            new Inbound("+34600111222", "12345", "мир", null, null, null, new Part(77, 2, 2)),
                            new Inbound("+34600111222", "12345", "Привет ", null, null, null, new Part(77, 2, 1)));
        }
    }

    private static byte[] part(int number, byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {5, 0, 3, 77, 2, (byte) number});
        out.writeBytes(text);
        return out.toByteArray();
    }

    private static byte[] receipt(String id) {
        return ("id:" + id
                        + " sub:001 dlvrd:001 submit date:2403011200 done date:2403011201 stat:DELIVRD err:000 text:Hi")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private ProviderEvent.Report report(int number) {
        Await.until("a report is in", () -> events.all().size() > number);
        return (ProviderEvent.Report) events.all().get(number);
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({
        "2748, 2748",
        "2748, ABC",
        "2748, abc",
        "2748, 0000000abc",
        "2748, 00002748",
        "0ABC, 2748",
        "0ABC, 0000002748",
        "abc, ABC",
        "00002748, 2748",
        "6fd4bd3a-1f6e, 6FD4BD3A-1F6E"
    })
    void recognisesAMessageInAnySpellingOfItsId(String submitted, String receipted) throws Exception {
        smsc.answer = (submit, number) -> submitted;
        try (ProviderConnection connection = connected(Map.of())) {
            connection.send(List.of(message(1)), results);
            String reference = results.onlyAcceptance().references().get(0);
            smsc.deliver(0x04, 0, receipt(receipted));

            assertThat(report(0).references()).contains(reference);
        }
    }

    @Test
    void passesOnAReceiptThatOvertakesTheResponse() {
        smsc.answer = (submit, number) -> {
            try {
                smsc.deliver(0x04, 0, receipt("77"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return "77";
        };
        try (ProviderConnection connection = connected(Map.of())) {
            connection.send(List.of(message(1)), results);

            assertThat(report(0).references()).contains("77");
            assertThat(results.onlyAcceptance().references()).containsExactly("77");
        }
    }

    @Test
    void passesOnReceiptsThatComeTwiceAndOfMessagesNobodyKnows() throws Exception {
        try (ProviderConnection connection = connected(Map.of())) {
            smsc.deliver(0x04, 0, receipt("77"));
            smsc.deliver(0x04, 0, receipt("77"));
            smsc.deliver(0x04, 0, receipt("never-heard-of"));

            assertThat(report(1))
                    .usingRecursiveComparison()
                    .ignoringFields("at")
                    .isEqualTo(report(0));
            assertThat(report(2).references()).contains("never-heard-of");
        }
    }

    @Test
    void takesAReceiptOnAnyBind() throws Exception {
        try (ProviderConnection connection = connected(Map.of("binds", "2"))) {
            Await.until("both are bound", () -> smsc.sessions.size() == 2);
            connection.send(List.of(message(1)), results);
            String id = results.onlyAcceptance().references().get(0);
            for (SMPPServerSession session : smsc.sessions) {
                FakeSmsc.deliver(session, 0x04, 0, receipt(id));
            }

            assertThat(report(0).references()).contains(id);
            assertThat(report(1).references()).contains(id);
        }
    }
}
