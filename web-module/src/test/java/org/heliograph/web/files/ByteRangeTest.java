package org.heliograph.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-, 0, 99",
        "bytes=10-19, 10, 19",
        "bytes=90-500, 90, 99",
        "bytes=-5, 95, 99",
        "bytes=-500, 0, 99",
        "' bytes=99-', 99, 99"
    })
    void readsOneRange(String header, long first, long last) {
        assertThat(ByteRange.of(header, 100)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=a-b",
                "bytes=5-4",
                "bytes=0-1,3-4",
                "lines=0-1",
                "bytes=1-99999999999999999999"
            })
    void leavesWhatItDoesNotUnderstand(String header) {
        assertThat(ByteRange.of(header, 100)).isEmpty();
        assertThat(ByteRange.of(null, 100)).isEmpty();
    }

    @Test
    void knowsWhatBeginsBehindTheEnd() {
        assertThat(ByteRange.of("bytes=100-", 100).orElseThrow().isSatisfiable())
                .isFalse();
        assertThat(ByteRange.of("bytes=-0", 100).orElseThrow().isSatisfiable()).isFalse();
        ByteRange range = ByteRange.of("bytes=10-19", 100).orElseThrow();
        assertThat(range.length()).isEqualTo(10);
        assertThat(range.of(100)).isEqualTo("bytes 10-19/100");
    }
}
