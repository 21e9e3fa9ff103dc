package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BroadcastTimelineTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT10S",
        "PT9M50S, PT10S",
        "PT10M, PT30S",
        "PT59M, PT1M",
        "PT1H10S, PT10M",
        "PT9H50M, PT10M",
        "PT10H, PT30M",
        "PT72H, PT3H",
        "PT2000H, PT168H"
    })
    void aSlotFitsHowLongItTook(Duration length, Duration slot) {
        assertThat(BroadcastTimeline.slot(length)).isEqualTo(slot);
    }
}
