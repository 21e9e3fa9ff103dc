package org.heliograph.simulator.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.heliograph.simulator.RunningSimulator.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.simulator.RunningSimulator;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmscTest {

    private static final String NUMBER = "34600000001";

    private RunningSimulator simulator;

    @BeforeEach
    void start() throws IOException {
        simulator = RunningSimulator.start();
    }

    @AfterEach
    void stop() throws IOException {
        simulator.close();
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownSystemId() {
        assertThatThrownBy(() -> Client.bind(simulator, BindType.BIND_TRX, "heliograph", "wrong"))
                .hasStackTraceContaining("0000000e");
        assertThatThrownBy(() -> Client.bind(simulator, BindType.BIND_TRX, "nobody", "secret"))
                .hasStackTraceContaining("0000000f");
    }

    @Test
    void reportsDeliveryInTheFormOfTheSpecification() throws Exception {
        try (Client client = Client.bind(simulator, BindType.BIND_TRX)) {
            String id = client.submit(NUMBER, "Hello, this is a text beyond twenty characters");
            DeliverSm receipt = client.next();
            assertThat(receipt.isSmscDeliveryReceipt()).isTrue();
            assertThat(receipt.getSourceAddr()).isEqualTo(NUMBER);
            assertThat(receipt.getDestAddress()).isEqualTo("ACME");
            assertThat(new String(receipt.getShortMessage(), StandardCharsets.US_ASCII))
                    .matches("id:" + id + " sub:001 dlvrd:001 submit date:\\d{10} done date:\\d{10}"
                            + " stat:DELIVRD err:000 text:Hello, this is a tex");
        }
        await(() -> simulator.ledger().get(0).path("status").asText().equals("DELIVERED"));
        assertThat(simulator.ledger().get(0).path("recipient").asText()).isEqualTo("+" + NUMBER);
    }

    @Test
    void spellsTheIdOfTheReceiptUnlikeTheResponse() throws Exception {
        simulator.behave(
                """
                {"smsc":{"idFormat":"HEX_UPPER","receiptIdFormat":"DECIMAL","receiptIdWidth":20,"receiptTlvs":true}}""");
        try (Client client = Client.bind(simulator, BindType.BIND_TRX)) {
            String id = client.submit(NUMBER, "Hello");
            String expected = String.format("%020d", Long.parseLong(id, 16));
            assertThat(id).matches("[0-9A-F]+");
            DeliverSm receipt = client.next();
            assertThat(new String(receipt.getShortMessage(), StandardCharsets.US_ASCII))
                    .startsWith("id:" + expected);
            assertThat(receipt.getOptionalParameter(OptionalParameter.Receipted_message_id.class)
                            .getValueAsString())
                    .isEqualTo(expected);
            assertThat(receipt.getOptionalParameter(OptionalParameter.Message_state.class)
                            .getValue())
                    .isEqualTo((byte) 2);
        }
    }

    @Test
    void refusesFailsAndLosesTheRecipientsThatRulesName() throws Exception {
        simulator.behave(
                """
                {"sms":{"rules":[{"number":"1$","outcome":"REFUSED","code":"ESME_RSUBMITFAIL"},
                                 {"number":"2$","outcome":"UNDELIVERED","code":"027"},
                                 {"number":"3$","outcome":"EXPIRED"},
                                 {"number":"4$","outcome":"LOST_REPORT"},
                                 {"number":"5$","outcome":"TEMPORARY"}]}}""");
        try (Client client = Client.bind(simulator, BindType.BIND_TRX)) {
            assertThat(status(client, "34600000001")).isEqualTo(0x45);
            client.submit("34600000002", "x");
            assertThat(client.nextText()).contains("stat:UNDELIV err:027");
            client.submit("34600000003", "x");
            assertThat(client.nextText()).contains("stat:EXPIRED");
            client.submit("34600000004", "x");
            assertThat(status(client, "34600000005")).isEqualTo(0x14);
            client.submit("34600000005", "x");
            assertThat(client.nextText()).contains("stat:DELIVRD");
        }
        JsonNode sms = simulator.get("/api/ledger/summary").path("channels").path("sms");
        assertThat(sms.path("outcomes").toString())
                .isEqualTo("{\"DELIVERED\":1,\"UNDELIVERED\":1,\"EXPIRED\":1,\"LOST_REPORT\":1,\"REFUSED\":1}");
        assertThat(sms.path("temporary").asInt()).isEqualTo(1);
    }

    private static int status(Client client, String number) {
        try {
            client.submit(number, "x");
            return 0;
        } catch (NegativeResponseException e) {
            return e.getCommandStatus();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void throttlesAboveTheRate() throws Exception {
        simulator.behave("{\"sms\":{\"throttlePerSecond\":1}}");
        try (Client client = Client.bind(simulator, BindType.BIND_TRX)) {
            assertThat(status(client, NUMBER)).isZero();
            assertThat(status(client, NUMBER)).isEqualTo(0x58);
        }
        JsonNode sms = simulator.get("/api/ledger/summary").path("channels").path("sms");
        assertThat(sms.path("messages").asInt()).isEqualTo(1);
        assertThat(sms.path("throttled").asInt()).isEqualTo(1);
    }

    @Test
    void leavesASubmitUnanswered() throws Exception {
        simulator.behave("{\"sms\":{\"silentPercent\":100}}");
        try (Client client = Client.bind(simulator, BindType.BIND_TRX)) {
            client.session.setTransactionTimer(200);
            assertThatThrownBy(() -> client.submit(NUMBER, "x")).isInstanceOf(ResponseTimeoutException.class);
        }
        assertThat(simulator.ledger().get(0).path("status").asText()).isEqualTo("SILENT");
    }

    @Test
    void dropsTheConnectionInsteadOfAnsweringAndReportsAtTheNextBind() throws Exception {
        simulator.behave("{\"smsc\":{\"dropEverySubmits\":2}}");
        Client first = Client.bind(simulator, BindType.BIND_TRX);
        first.submit("34600000001", "one");
        first.nextText();
        first.session.setTransactionTimer(500);
        assertThatThrownBy(() -> first.submit("34600000002", "two")).isInstanceOf(Exception.class);
        await(() -> first.session.getSessionState() == SessionState.CLOSED);
        try (Client second = Client.bind(simulator, BindType.BIND_TRX)) {
            String receipt = second.nextText();
            // The first receipt comes again if the connection went before its response.
            assertThat(receipt.contains("text:one") ? second.nextText() : receipt)
                    .contains("text:two");
        }
    }

    @Test
    void breaksTheConnectionsOfAllBindsWhenTold() throws Exception {
        Client client = Client.bind(simulator, BindType.BIND_TRX);
        await(() -> simulator.get("/api/stats").path("binds").asInt() == 1);
        assertThat(simulator.call("DELETE", "/api/smpp/binds", null).body()).isEqualTo("{\"dropped\":1}");
        await(() -> client.session.getSessionState() == SessionState.CLOSED);
        assertThat(simulator.get("/api/stats").path("binds").asInt()).isZero();
    }

    @Test
    void givesAResponseThatCannotBeReadThoughItHasTakenTheMessage() throws Exception {
        simulator.behave("{\"smsc\":{\"malformedEverySubmits\":2}}");
        try (Client client = Client.bind(simulator, BindType.BIND_TRX)) {
            client.submit("34600000001", "one");
            client.session.setTransactionTimer(500);
            assertThatThrownBy(() -> client.submit("34600000002", "two")).isInstanceOf(Exception.class);
        }
        assertThat(simulator.ledger()).hasSize(2);
    }

    @Test
    void reportsWhatNobodyHasSent() throws Exception {
        simulator.behave("{\"smsc\":{\"unknownEveryReceipts\":2}}");
        try (Client client = Client.bind(simulator, BindType.BIND_TRX)) {
            client.submit("34600000001", "one");
            assertThat(client.nextText()).contains("text:one");
            String id = client.submit("34600000002", "two");
            assertThat(client.nextText()).doesNotContain("id:" + id + " ").contains("stat:DELIVRD");
            assertThat(client.nextText()).startsWith("id:" + id + " ");
        }
    }

    @Test
    void sendsTheReceiptTwiceBeforeTheResponseAndOnAnotherBind() throws Exception {
        simulator.behave(
                """
                {"sms":{"duplicateReportPercent":100},
                 "smsc":{"receiptBeforeResponse":true,"receiptOnOtherBind":true}}""");
        try (Client sender = Client.bind(simulator, BindType.BIND_TRX);
                Client receiver = Client.bind(simulator, BindType.BIND_RX)) {
            await(() -> simulator.get("/api/stats").path("binds").asInt() == 2);
            String id = sender.submit(NUMBER, "x");
            assertThat(receiver.nextText()).startsWith("id:" + id + " ");
            assertThat(receiver.nextText()).startsWith("id:" + id + " ");
            assertThat(sender.delivered).isEmpty();
        }
    }

    @Test
    void putsALongMessageTogetherFromUdhPartsInAnyOrder() throws Exception {
        simulator.behave("{\"smsc\":{\"receiptOnlyForLastPart\":true}}");
        try (Client client = Client.bind(simulator, BindType.BIND_TRX)) {
            client.submit(NUMBER, 0x40, 8, udh(7, 2, 2, "mañana €"));
            client.submit(NUMBER, 0x40, 8, udh(7, 2, 1, "Hasta "));
            client.submit(NUMBER, 0x40, 8, udh(7, 2, 1, "Hasta "));
            assertThat(client.nextText()).contains("DELIVRD");
            assertThat(client.delivered).isEmpty();
        }
        JsonNode entry = simulator.ledger().get(0);
        assertThat(simulator.ledger()).hasSize(1);
        assertThat(entry.path("text").asText()).isEqualTo("Hasta mañana €");
        assertThat(entry.path("parts").asInt()).isEqualTo(2);
        assertThat(entry.path("partsReceived").asInt()).isEqualTo(2);
        assertThat(entry.path("duplicates").asInt()).isEqualTo(1);
    }

    private static byte[] udh(int reference, int parts, int part, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_16BE);
        byte[] all = new byte[body.length + 6];
        System.arraycopy(new byte[] {5, 0, 3, (byte) reference, (byte) parts, (byte) part}, 0, all, 0, 6);
        System.arraycopy(body, 0, all, 6, body.length);
        return all;
    }

    @Test
    void understandsSarParametersAndMessagePayload() throws Exception {
        try (Client client = Client.bind(simulator, BindType.BIND_TRX)) {
            for (int part = 1; part <= 2; part++) {
                client.submit(
                        NUMBER,
                        0,
                        0,
                        new byte[0],
                        new OptionalParameter.Sar_msg_ref_num((short) 300),
                        new OptionalParameter.Sar_total_segments((byte) 2),
                        new OptionalParameter.Sar_segment_seqnum((byte) part),
                        new OptionalParameter.Message_payload(Gsm7.encode(part == 1 ? "{one} " : "[two] €")));
            }
        }
        assertThat(simulator.ledger().get(0).path("text").asText()).isEqualTo("{one} [two] €");
    }

    @Test
    void deliversWhatTheHandsetWritesInParts() throws Exception {
        try (Client client = Client.bind(simulator, BindType.BIND_TRX)) {
            client.submit(NUMBER, "Question?");
            client.next();
            await(() -> simulator.get("/api/handset/+" + NUMBER + "/messages").size() == 1);
            String answer = "ж".repeat(100);
            simulator.call(
                    "POST", "/api/handset/+" + NUMBER + "/reply", "{\"channel\":\"sms\",\"text\":\"" + answer + "\"}");
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                DeliverSm part = client.next();
                assertThat(part.getSourceAddr()).isEqualTo(NUMBER);
                assertThat(part.getDestAddress()).isEqualTo("ACME");
                assertThat(part.isUdhi()).isTrue();
                byte[] body = part.getShortMessage();
                texts.add(new String(body, 6, body.length - 6, StandardCharsets.UTF_16BE));
            }
            assertThat(String.join("", texts)).isEqualTo(answer);
        }
    }
}
