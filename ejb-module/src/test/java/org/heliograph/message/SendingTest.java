package org.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.SendResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendingTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"PT0.5S, PT1M", "PT1M, PT1M", "PT20M, PT20M"})
    void waitsAsLongAsTheProviderAndAMinuteAtLeast(Duration provider, Duration patience) {
        assertThat(Sending.patience(new Waiting(provider))).isEqualTo(patience);
    }

    private record Waiting(Duration longestWait) implements ProviderConnection {
        @Override
        public void send(List<OutboundMessage> batch, Consumer<SendResult> results) {}

        @Override
        public ConnectionState state() {
            return ConnectionState.UP;
        }

        @Override
        public void close() {}
    }
}
