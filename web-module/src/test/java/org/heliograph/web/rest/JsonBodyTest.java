package org.heliograph.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyTest {

    private static MalformedBodyException refused(byte[] body) {
        return catchThrowableOfType(MalformedBodyException.class, () -> JsonBody.parse(SendMessageRequest.class, body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "'';body_missing;-",
                "null;body_missing;-",
                "{;json_malformed;-",
                "{} {};json_malformed;-",
                "[];json_not_object;-",
                "\"text\";json_not_object;-",
                "{\"contact\":\"a\",\"contact\":\"b\"};json_malformed;-",
                "{\"kontact\":\"a\"};field_unknown;kontact",
                "{\"template\":{\"no\":1}};field_unknown;template.no",
                "{\"channel\":\"one\"};field_malformed;channel",
                "{\"channel\":1.5};field_malformed;channel",
                "{\"contact\":{}};field_malformed;contact",
                "{\"contact\":\"a\\u0000\"};json_nul;-"
            })
    void saysWhatIsWrongWithABody(String body, String code, String field) {
        MalformedBodyException e = refused(body.getBytes(StandardCharsets.UTF_8));
        assertThat(e.code()).isEqualTo(code);
        assertThat(e.field()).isEqualTo(field);
        assertThat(e.status()).isEqualTo(400);
    }

    @Test
    void tellsThePlaceOfAnError() {
        MalformedBodyException e = refused("{\n  \"contact\": }".getBytes(StandardCharsets.UTF_8));
        assertThat(e.values()).containsExactly(2, 14);
    }

    @Test
    void refusesMoreThanTheLimit() {
        assertThat(refused(new byte[ApiFilter.MAX_BODY + 1]).status()).isEqualTo(413);
    }

    @Test
    void readsNumbersAndTextsAsSenders() throws IOException {
        byte[] body = "{\"senderId\":1001,\"channel\":1}".getBytes(StandardCharsets.UTF_8);
        assertThat(JsonBody.parse(SendMessageRequest.class, body).senderId()).isEqualTo("1001");
    }
}
