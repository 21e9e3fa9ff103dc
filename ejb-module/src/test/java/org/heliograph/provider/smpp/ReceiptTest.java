package org.heliograph.provider.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.heliograph.channel.ProviderEvent.Status;
import org.heliograph.provider.smpp.SmppSettings.DlrIdFormat;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "id:123 sub:001 dlvrd:001 submit date:2403011200 done date:2403011201 stat:DELIVRD err:000 text:Hi|123|DELIVERED|-",
                "ID:0123 SUB:001 DLVRD:001 SUBMIT DATE:2403011200 DONE DATE:2403011201 STAT:EXPIRED ERR:00A TEXT:|0123|EXPIRED|00A",
                "stat:UNDELIV err:012 id:abc-9 done date:240301120159|abc-9|UNDELIVERED|012",
                "id: 55 stat: REJECTD err: 5|55|REJECTED|5",
                "id:55 stat:DELIVERED|55|DELIVERED|-",
                "id:55 stat:UNDELIVERABLE|55|UNDELIVERED|-",
                "id:55 stat:DELETED|55|UNDELIVERED|-",
                "id:55 stat:ACCEPTD|55|ACCEPTED|-",
                "id:55 stat:ENROUTE|55|ACCEPTED|-",
                "id:55 stat:UNKNOWN|55|UNKNOWN|-",
                "id:55 stat:FAILED error:99|55|UNDELIVERED|99",
                "message id=55;status=DELIVRD;err=000|55|DELIVERED|-",
                "id:55 stat:DELIVRD text:id:66 stat:EXPIRED|55|DELIVERED|-",
                "id:55 dlvrd:001|55|UNKNOWN|-",
                "hello|-|UNKNOWN|-"
            })
    void readsEveryKnownText(String text, String id, Status status, String error) {
        ReceiptText receipt = ReceiptText.parse(text);

        assertThat(receipt.id()).isEqualTo(id);
        assertThat(receipt.status()).isEqualTo(status);
        assertThat(receipt.error()).isEqualTo(error);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2403011200, 2024-03-01T12:00:00Z",
                "240301120159, 2024-03-01T12:01:59Z",
                "20240301120159, 2024-03-01T12:01:59Z",
                "2499011200, -",
                "soon, -",
                "24030, -"
            })
    void readsDates(String date, Instant expected) {
        assertThat(ReceiptText.parse("id:1 done date:" + date).doneAt(ZoneOffset.UTC))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "00ABC, AS_IS, abc",
        "00ABC, AUTO, 'abc,2748'",
        "2748, AUTO, '2748,abc,10056'",
        "2748, AS_IS, 2748",
        "2748, DEC_TO_HEX, 'abc,2748'",
        "ABC, HEX_TO_DEC, '2748,abc'",
        "0000, AUTO, 0",
        "'  7 ', AUTO, 7",
        "6fd4bd3a-1f6e, AUTO, 6fd4bd3a-1f6e",
        "00ffffffffffffffff, HEX_TO_DEC, '18446744073709551615,ffffffffffffffff'",
        "123456789012345678901234, AUTO, 123456789012345678901234"
    })
    void offersEverySpellingOfAnId(String id, DlrIdFormat format, String expected) {
        assertThat(MessageIds.candidates(id, format)).containsExactly(expected.split(","));
    }

    @Test
    void tellsTheTypeOfASender() {
        assertThat(SmppAddress.source("Bank", null, null).ton().value()).isEqualTo((byte) 5);
        assertThat(SmppAddress.source("12345", null, null).ton().value()).isEqualTo((byte) 3);
        assertThat(SmppAddress.source("+34600111222", null, null).address()).isEqualTo("34600111222");
        assertThat(SmppAddress.source("34600111222", null, null).ton().value()).isEqualTo((byte) 1);
        assertThat(SmppAddress.source("12345", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.ISDN)
                        .npi())
                .isEqualTo(NumberingPlanIndicator.ISDN);
    }

    @ParameterizedTest(name = "{0} of type {1} is {2}")
    @CsvSource({
        "34600111222, 1, +34600111222",
        "34600111222, 0, +34600111222",
        "34600111222, 2, 34600111222",
        "600111222, 0, 600111222",
        "600111222, 2, 600111222",
        "0034600111222, 1, 0034600111222",
        "12345, 1, 12345",
        "+34600111222, 0, +34600111222",
        "Bank, 5, Bank"
    })
    void callsANumberInternationalOnlyIfItIs(String address, byte ton, String spelled) {
        assertThat(SmppAddress.spell(address, ton)).isEqualTo(spelled);
    }
}
