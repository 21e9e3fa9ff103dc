package org.heliograph.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BroadcastStatusTest {

    @ParameterizedTest
    @CsvSource({
        "DRAFT, SCHEDULED IN_PROGRESS ON_MODERATION FAILED",
        "ON_MODERATION, DRAFT REJECTED SCHEDULED",
        "REJECTED, DRAFT ON_MODERATION SCHEDULED IN_PROGRESS FAILED",
        "SCHEDULED, DRAFT IN_PROGRESS FAILED ABORTED",
        "IN_PROGRESS, SENT PAUSED COMPLETE ABORTED",
        "SENT, IN_PROGRESS PAUSED COMPLETE ABORTED",
        "PAUSED, IN_PROGRESS ABORTED",
        "COMPLETE, SEEN",
        "SEEN, ''",
        "ABORTED, ''",
        "FAILED, ''"
    })
    void changesOnlyToWhatTheTableAllows(BroadcastStatus status, String allowed) {
        Set<BroadcastStatus> expected = Stream.of(allowed.split(" "))
                .filter(name -> !name.isEmpty())
                .map(BroadcastStatus::valueOf)
                .collect(Collectors.toSet());
        assertThat(status.next()).isEqualTo(expected);
    }

    @Test
    void onlyPausableStatusesRun() {
        for (BroadcastStatus status : BroadcastStatus.values()) {
            assertThat(status.isRunning())
                    .as(status.name())
                    .isEqualTo(status.next().contains(BroadcastStatus.PAUSED));
        }
    }
}
