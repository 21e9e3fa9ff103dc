package org.heliograph.provider.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.channel.AccountSettings;
import org.heliograph.channel.GsmAlphabet;
import org.heliograph.channel.ProviderAccount;
import org.heliograph.channel.ProviderEvent;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.channel.ProviderEvent.Part;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.channel.ProviderEvent.Status;
import org.heliograph.channel.TornCharacters;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliverReaderTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final DeliverReader reader = reader(Map.of());

    private DeliverReader reader(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("host", "localhost", "systemId", "x"));
        settings.putAll(more);
        SmppProvider provider = new SmppProvider();
        AccountSettings account =
                new AccountSettings(provider, new ProviderAccount(1, provider.key(), "Test", settings));
        return new DeliverReader(SmppSettings.of(account));
    }

    private static DeliverSm deliver(int esmClass, int coding, byte[] octets, OptionalParameter... parameters) {
        DeliverSm deliver = new DeliverSm();
        deliver.setEsmClass((byte) esmClass);
        deliver.setDataCoding((byte) coding);
        deliver.setSourceAddr("34600111222");
        deliver.setSourceAddrTon((byte) 1);
        deliver.setDestAddress("12345");
        deliver.setShortMessage(octets);
        deliver.setOptionalParameters(parameters);
        return deliver;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Report report(DeliverReader by, DeliverSm deliver) {
        List<? extends ProviderEvent> news = by.read(deliver, NOW);
        assertThat(news).hasSize(1);
        return (Report) news.get(0);
    }

    private Inbound message(DeliverSm deliver) {
        List<? extends ProviderEvent> news = reader.read(deliver, NOW);
        assertThat(news).hasSize(1);
        return (Inbound) news.get(0);
    }

    private String text(DeliverSm deliver) {
        return message(deliver).text();
    }

    @Test
    void trustsTlvsMoreThanTheText() {
        Report report = report(
                reader,
                deliver(
                        0x04,
                        0,
                        ascii("id:777 stat:DELIVRD err:000"),
                        new OptionalParameter.Receipted_message_id("0ABC"),
                        new OptionalParameter.Message_state((byte) 5)));

        assertThat(report.references()).startsWith("abc").contains("777");
        assertThat(report.status()).isEqualTo(Status.UNDELIVERED);
        assertThat(report.at()).isEqualTo(NOW);
    }

    @ParameterizedTest(name = "data_coding {0}, {1}")
    @CsvSource({"0, US-ASCII", "1, US-ASCII", "3, ISO-8859-1", "8, UTF-16BE"})
    void takesNulForASpace(int coding, String charset) {
        byte[] text = "id:777\0stat:UNDELIV err:012\0\0".getBytes(Charset.forName(charset));
        Report report = report(reader, deliver(0x04, coding, text));

        assertThat(report.references()).startsWith("777");
        assertThat(report.status()).isEqualTo(Status.UNDELIVERED);
        assertThat(report.errorCode()).isEqualTo("012");
    }

    @ParameterizedTest(name = "data_coding {0}")
    @ValueSource(ints = {0, 1, 3})
    void readsTheIdOfAReceiptAsAscii(int coding) {
        Report report = report(reader, deliver(0x04, coding, ascii("id:a_b$c@d[1]{2}|~ stat:DELIVRD")));

        assertThat(report.references()).startsWith("a_b$c@d[1]{2}|~");
        assertThat(report.status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void takesAReceiptWithoutItsEsmClass() {
        Report report = report(
                reader,
                deliver(
                        0,
                        0,
                        new byte[0],
                        new OptionalParameter.Receipted_message_id("42"),
                        new OptionalParameter.Message_state((byte) 2)));

        assertThat(report.references()).startsWith("42");
        assertThat(report.status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void readsDatesInTheCarriersZone() {
        Report report = report(
                reader(Map.of("dlrTimeZone", "Europe/Madrid")),
                deliver(0x04, 0, ascii("id:1 done date:2603011201 stat:DELIVRD")));

        assertThat(report.at()).isEqualTo(Instant.parse("2026-03-01T11:01:00Z"));
    }

    @Test
    void anIntermediateNotificationDecidesNothing() {
        assertThat(report(reader, deliver(0x20, 0, ascii("id:1 stat:UNDELIV"))).status())
                .isEqualTo(Status.ACCEPTED);
    }

    @Test
    void aReceiptThatNamesNoMessageIsNoNews() {
        assertThat(reader.read(deliver(0x04, 0, ascii("stat:DELIVRD")), NOW)).isEmpty();
    }

    @Test
    void decodesByDataCoding() {
        assertThat(text(deliver(0, 0, GsmAlphabet.encode("10 € ñ")))).isEqualTo("10 € ñ");
        assertThat(text(deliver(0, 3, "ñ é".getBytes(StandardCharsets.ISO_8859_1))))
                .isEqualTo("ñ é");
        assertThat(text(deliver(0, 8, "Привет".getBytes(StandardCharsets.UTF_16BE))))
                .isEqualTo("Привет");
        assertThat(text(deliver(0, 0, "ñ".getBytes(StandardCharsets.ISO_8859_1))))
                .isEqualTo("ñ");
        assertThat(text(deliver(0, 0, new byte[0], new OptionalParameter.Message_payload(ascii("long")))))
                .isEqualTo("long");
    }

    @Test
    void tellsPartsByTlvsOrAHeader() {
        Inbound byTlv = message(deliver(
                0,
                0,
                ascii("part2"),
                new OptionalParameter.Sar_msg_ref_num((short) 900),
                new OptionalParameter.Sar_total_segments((byte) 2),
                new OptionalParameter.Sar_segment_seqnum((byte) 2)));
        assertThat(byTlv)
                .isEqualTo(new Inbound("+34600111222", "12345", "part2", null, null, NOW, new Part(900, 2, 2)));
        Inbound by8Bits = message(deliver(0x40, 0, new byte[] {5, 0, 3, 77, 3, 1, 'a'}));
        assertThat(by8Bits.text()).isEqualTo("a");
        assertThat(by8Bits.part()).isEqualTo(new Part(77, 3, 1));
        assertThat(message(deliver(0x40, 0, new byte[] {6, 8, 4, 1, 2, 2, 1, 'a'}))
                        .part())
                .as("in a range of its own")
                .isEqualTo(new Part(0x10102, 2, 1));
    }

    @Test
    void keepsBothHalvesOfACharacterThatPartsTearApart() {
        byte[] smile = "😀".getBytes(StandardCharsets.UTF_16BE);
        String first = text(deliver(0x40, 8, new byte[] {5, 0, 3, 77, 2, 1, smile[0], smile[1]}));
        String second = text(deliver(0x40, 8, new byte[] {5, 0, 3, 77, 2, 2, smile[2], smile[3]}));
        assertThat(TornCharacters.mend(first + second)).isEqualTo("😀");
    }

    @Test
    void anythingElseIsAWholeMessage() {
        Inbound otherHeader = message(deliver(0x40, 0, new byte[] {6, 5, 4, 1, 2, 2, 2, 'c'}));
        assertThat(otherHeader.text()).isEqualTo("c");
        assertThat(otherHeader.part()).isNull();
        assertThat(message(deliver(0x40, 0, new byte[] {5, 0, 3, 77, 2, 3, 'a'}))
                        .part())
                .as("the third of two")
                .isNull();
        assertThat(message(deliver(0x40, 0, new byte[] {5, 0, 3, 77, 1, 1, 'a'}))
                        .part())
                .as("the only one")
                .isNull();
        assertThat(text(deliver(0x40, 0, new byte[] {(byte) 200, 0}))).isEmpty();
    }
}
