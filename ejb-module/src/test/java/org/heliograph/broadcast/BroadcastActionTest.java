package org.heliograph.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.platform.error.ConflictException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every status by every action. */
class BroadcastActionTest {

    @ParameterizedTest
    @CsvSource({
        "DRAFT, COPY DELETE EDIT LAUNCH SCHEDULE",
        "ON_MODERATION, COPY MODERATE UNSCHEDULE",
        "REJECTED, COPY DELETE EDIT LAUNCH SCHEDULE UNSCHEDULE",
        "SCHEDULED, ABORT COPY EDIT LAUNCH SCHEDULE UNSCHEDULE",
        "IN_PROGRESS, ABORT COPY PAUSE REPORT",
        "SENT, ABORT COPY PAUSE REPORT",
        "PAUSED, ABORT COPY REPORT RESUME",
        "COMPLETE, COPY RELAUNCH_FAILED RELAUNCH_UNOPENED REPORT",
        "SEEN, COPY RELAUNCH_FAILED REPORT",
        "ABORTED, COPY REPORT",
        "FAILED, COPY REPORT"
    })
    void allowsWhatTheTableSaysAndNothingElse(BroadcastStatus status, String allowed) {
        Set<BroadcastAction> expected =
                Stream.of(allowed.split(" ")).map(BroadcastAction::valueOf).collect(Collectors.toSet());
        for (BroadcastAction action : BroadcastAction.values()) {
            assertThat(action.isPossible(status)).as(action + " in " + status).isEqualTo(expected.contains(action));
            if (expected.contains(action)) {
                assertThatCode(() -> action.check(status)).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> action.check(status)).isInstanceOf(ConflictException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BroadcastStatus.class)
    void whatAnActionLeadsToIsATransition(BroadcastStatus status) {
        leadsTo(status, BroadcastAction.PAUSE, BroadcastStatus.PAUSED);
        leadsTo(status, BroadcastAction.RESUME, BroadcastStatus.IN_PROGRESS);
        leadsTo(status, BroadcastAction.ABORT, BroadcastStatus.ABORTED);
        leadsTo(status, BroadcastAction.UNSCHEDULE, BroadcastStatus.DRAFT);
        leadsTo(status, BroadcastAction.LAUNCH, BroadcastStatus.IN_PROGRESS);
    }

    private static void leadsTo(BroadcastStatus status, BroadcastAction action, BroadcastStatus next) {
        if (action.isPossible(status)) {
            assertThat(status.next()).as(action + " in " + status).contains(next);
        }
    }
}
