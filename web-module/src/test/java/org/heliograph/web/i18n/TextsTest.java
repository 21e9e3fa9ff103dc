package org.heliograph.web.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of texts, as a whole. */
class TextsTest {

    /** Of two texts of one key the later would win, in whatever file it stands. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void noKeyIsThereTwice(String language) throws IOException {
        List<String> repeated = new ArrayList<>();
        Properties texts = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (containsKey(key)) {
                    repeated.add(key.toString());
                }
                return super.put(key, value);
            }
        };
        for (String domain : Texts.DOMAINS) {
            String file = "/i18n/" + domain + "_" + language + ".properties";
            try (Reader reader = new InputStreamReader(Texts.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
                texts.load(reader);
            }
        }
        assertThat(texts).isNotEmpty();
        assertThat(repeated).isEmpty();
    }

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(Collections.list(new Texts().getKeys()))
                .containsExactlyInAnyOrderElementsOf(Collections.list(new Texts_es().getKeys()));
    }
}
