package org.heliograph.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TornCharactersTest {

    private static final byte[] SMILE = "😀".getBytes(StandardCharsets.UTF_16BE);

    private static String half(int number) {
        return TornCharacters.keep(Arrays.copyOfRange(SMILE, 2 * number, 2 * number + 2));
    }

    @Test
    void halvesAreTextUntilTheyAreJoined() {
        for (String half : new String[] {half(0), half(1)}) {
            byte[] utf8 = half.getBytes(StandardCharsets.UTF_8);
            assertThat(new String(utf8, StandardCharsets.UTF_8)).isEqualTo(half);
        }
        assertThat(TornCharacters.mend("a" + half(0) + half(1) + "b")).isEqualTo("a😀b");
    }

    @Test
    void aHalfThatStaysAloneIsUnknown() {
        assertThat(TornCharacters.mend(half(1) + "a" + half(0))).isEqualTo("\uFFFDa\uFFFD");
        assertThat(TornCharacters.mend(half(1) + half(0))).isEqualTo("\uFFFD\uFFFD");
    }

    @Test
    void everythingElseStaysAsItIs() {
        String text = "ñ😀\uE03D\uFFFF\uFFFFx\uFFFF";
        assertThat(TornCharacters.keep(text.getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo(text);
        assertThat(TornCharacters.mend(text)).isEqualTo(text);
    }
}
