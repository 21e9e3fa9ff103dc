package org.heliograph.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeyTextTest {

    private static Optional<String> find(Map<String, String> headers) {
        return ApiKeyText.find(headers::get);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-API-Key     | hk_1",
                "X-API-Key     | ' hk_1 '",
                "Authorization | Bearer hk_1",
                "Authorization | bearer   hk_1",
                "Authorization | Basic aGtfMTo=",
                "Authorization | Basic aGtfMTpzZWNyZXQ=",
                "Authorization | basic aGtfMQ=="
            })
    void findsTheKeyInEachForm(String header, String value) {
        assertThat(find(Map.of(header, value))).contains("hk_1");
    }

    @ParameterizedTest
    @CsvSource({
        "X-API-Key, ' '",
        "Authorization, hk_1",
        "Authorization, Digest hk_1",
        "Authorization, Basic %%%",
        "Authorization, Basic Og==",
        "Authorization, 'Bearer '"
    })
    void findsNoneInAnythingElse(String header, String value) {
        assertThat(find(Map.of(header, value))).isEmpty();
    }

    @Test
    void prefersTheHeaderOfItsOwn() {
        assertThat(find(Map.of("X-API-Key", "own", "Authorization", "Bearer other")))
                .contains("own");
    }

    @Test
    void takesNothingThatIsTooLong() {
        assertThat(find(Map.of("X-API-Key", "k".repeat(201)))).isEmpty();
    }
}
