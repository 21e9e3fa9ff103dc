package org.heliograph.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutagesTest {

    @Test
    void aDatabaseThatComesBackIsWaitedFor() {
        AtomicInteger tries = new AtomicInteger();
        String answer = Outages.sitOut("a test", () -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException(new SQLException("the database system is starting up", "57P03"));
            }
            return "done";
        });
        assertThat(answer).isEqualTo("done");
        assertThat(tries).hasValue(2);
    }

    @Test
    void whatWouldFailAgainFailsAtOnce() {
        AtomicInteger tries = new AtomicInteger();
        assertThatThrownBy(() -> Outages.sitOut("a test", () -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException(new SQLException("duplicate key", "23505"));
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(tries).hasValue(1);
    }
}
