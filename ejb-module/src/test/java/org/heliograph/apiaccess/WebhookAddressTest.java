package org.heliograph.apiaccess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.heliograph.platform.error.InvalidException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a.example", "a.example", "/path", "http://", "https://u:p@a.example", "http://a b"})
    void refusesWhatIsNoAbsoluteWebAddress(String text) {
        assertThatThrownBy(() -> WebhookAddress.check(text)).isInstanceOf(InvalidException.class);
    }

    @Test
    void takesWebAddressesAndNone() {
        assertThat(WebhookAddress.check(" https://a.example/x?y=1 ")).isEqualTo("https://a.example/x?y=1");
        assertThat(WebhookAddress.check("  ")).isNull();
        assertThat(WebhookAddress.check(null)).isNull();
    }
}
