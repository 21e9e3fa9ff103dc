package org.heliograph.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final AtomicLong now = new AtomicLong();
    private final Remembered<String, String> remembered = new Remembered<>(Duration.ofSeconds(5), now::get);
    private int asked;

    private Optional<String> ask(String answer) {
        return remembered.find("key", () -> {
            asked++;
            return Optional.ofNullable(answer);
        });
    }

    @Test
    void asksAgainWhenTheTimeIsOver() {
        assertThat(ask("a")).contains("a");
        assertThat(ask("b")).contains("a");
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(ask("b")).contains("b");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void neverRemembersThatNothingWasFound() {
        assertThat(ask(null)).isEmpty();
        assertThat(ask("a")).contains("a");
    }

    @Test
    void dropsAValueThatHasGoneWhenItsTimeIsOver() {
        ask("a");
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(ask(null)).isEmpty();
    }

    @Test
    void forgetsAtOnceWhenTold() {
        ask("a");
        remembered.forgetAll();
        assertThat(ask("b")).contains("b");
    }
}
