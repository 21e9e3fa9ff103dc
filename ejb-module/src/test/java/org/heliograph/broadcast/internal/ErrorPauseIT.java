package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.heliograph.channel.Failure;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.platform.Ids;
import org.heliograph.platform.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

/** Which errors of a carrier count for the pause of a broadcast that goes nowhere. */
class ErrorPauseIT extends SendingByHand {

    private final ErrorPause pause = TestDatabase.wire(new ErrorPause(), jdbi);

    /** What was in hand when a carrier went for a moment is handed over when it is back. */
    @Test
    void messagesThatWaitForACarrierThatIsAwayDoNotCount() {
        long broadcast = launchPausedAfterOne();
        assertThat(isDueAfter(broadcast, MessageState.QUEUED, Failure.UNREACHABLE))
                .isFalse();
        assertThat(isDueAfter(broadcast, MessageState.QUEUED, Failure.THROTTLED))
                .isFalse();
        assertThat(isDueAfter(broadcast, MessageState.FAILED, Failure.UNREACHABLE))
                .isTrue();
    }

    @Test
    void messagesThatACarrierFailedToTakeCountThoughTheyAreTriedAgain() {
        long broadcast = launchPausedAfterOne();
        assertThat(isDueAfter(broadcast, MessageState.QUEUED, Failure.CARRIER_ERROR))
                .isTrue();
    }

    private long launchPausedAfterOne() {
        long broadcast = launch(1, null);
        run("update broadcast set pause_after = 1 where id = " + broadcast);
        return broadcast;
    }

    private boolean isDueAfter(long broadcast, MessageState after, Failure failure) {
        Change change = new Change(
                Ids.next(), broadcast, 1, 1, false, MessageState.SENDING, after, failure.name(), clock.instant());
        return database.call(caller, () -> {
            jdbi.useHandle(handle -> pause.count(handle, broadcast, List.of(change)));
            return pause.isDue(broadcast);
        });
    }
}
