package org.heliograph.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.heliograph.channel.SmsSegmentation.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsSegmentationTest {

    @ParameterizedTest(name = "{1} times ''{0}'' is {3} characters in {4} parts of {2}")
    @CsvSource({
        "a, 0, GSM_7, 0, 1",
        "a, 160, GSM_7, 160, 1",
        "a, 161, GSM_7, 161, 2",
        "a, 306, GSM_7, 306, 2",
        "a, 307, GSM_7, 307, 3",
        "a, 1530, GSM_7, 1530, 10",
        "a, 1531, GSM_7, 1531, 11",
        "€, 80, GSM_7, 160, 1",
        "€, 81, GSM_7, 162, 2",
        "я, 70, UCS_2, 70, 1",
        "я, 71, UCS_2, 71, 2",
        "я, 134, UCS_2, 134, 2",
        "я, 135, UCS_2, 135, 3",
        "😀, 35, UCS_2, 70, 1",
        "😀, 36, UCS_2, 72, 2"
    })
    void countsAndCuts(String character, int times, Encoding encoding, int characters, int parts) {
        SmsSegmentation segmentation = SmsSegmentation.of(character.repeat(times));

        assertThat(segmentation.encoding()).isEqualTo(encoding);
        assertThat(segmentation.characters()).isEqualTo(characters);
        assertThat(segmentation.parts()).isEqualTo(parts);
        assertThat(String.join("", segmentation.segments())).isEqualTo(character.repeat(times));
    }

    @Test
    void keepsAnExtensionCharacterInOnePart() {
        SmsSegmentation segmentation = SmsSegmentation.of("a".repeat(152) + "€" + "b".repeat(20));

        assertThat(segmentation.segments()).containsExactly("a".repeat(152), "€" + "b".repeat(20));
        assertThat(segmentation.extended()).isTrue();
    }

    @Test
    void keepsASurrogatePairInOnePart() {
        SmsSegmentation segmentation = SmsSegmentation.of("я".repeat(66) + "😀" + "я".repeat(10));

        assertThat(segmentation.segments()).containsExactly("я".repeat(66), "😀" + "я".repeat(10));
    }

    @Test
    void oneCharacterOutsideTheAlphabetMakesItUcs2() {
        assertThat(SmsSegmentation.of("Hola ñandú").encoding()).isEqualTo(Encoding.UCS_2);
        assertThat(SmsSegmentation.of("Señor à Ω").encoding()).isEqualTo(Encoding.GSM_7);
        assertThat(SmsSegmentation.of("back`tick").encoding()).isEqualTo(Encoding.UCS_2);
        assertThat(SmsSegmentation.of("\u001b").encoding()).isEqualTo(Encoding.UCS_2);
    }

    @Test
    void encodesAndDecodesTheWholeAlphabet() {
        String all = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡AZÄÖÑÜ§¿azäöñüà\f^{}\\[~]|€";

        assertThat(GsmAlphabet.decode(GsmAlphabet.encode(all))).isEqualTo(all);
        assertThat(GsmAlphabet.encode("€a")).containsExactly(0x1B, 0x65, 0x61);
    }
}
