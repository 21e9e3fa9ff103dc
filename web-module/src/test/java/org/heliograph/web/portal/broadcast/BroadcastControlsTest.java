package org.heliograph.web.portal.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastService;
import org.heliograph.broadcast.BroadcastStatus;
import org.heliograph.web.portal.Messages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BroadcastControlsTest {

    private final List<String> told = new ArrayList<>();

    private final Messages messages = new Messages() {
        @Override
        public void done(String key, Object... values) {
            told.add(key);
        }
    };

    @ParameterizedTest
    @CsvSource({
        "IN_PROGRESS, broadcast.relaunched, broadcast.relaunchedUnopened",
        "ON_MODERATION, broadcast.sentToModeration, broadcast.sentToModeration",
        "FAILED, broadcast.reachesNobody, broadcast.reachesNobody"
    })
    void tellWhatBecameOfARelaunch(BroadcastStatus status, String failed, String unopened)
            throws IllegalAccessException {
        BroadcastControls controls = Wiring.wire(new BroadcastControls(), messages, relaunching(status));
        controls.relaunchForFailed(1);
        controls.relaunchForUnopened(1);
        assertThat(told).containsExactly(failed, unopened);
    }

    private static BroadcastService relaunching(BroadcastStatus status) {
        return new BroadcastService() {
            @Override
            public long relaunchForFailed(long id) {
                return 2;
            }

            @Override
            public long relaunchForUnopened(long id) {
                return 2;
            }

            @Override
            public Broadcast get(long id) {
                return new Broadcast(
                        id, "Again", null, null, status, null, null, false, List.of(), null, null, null, null, 0, 0, 0,
                        0);
            }
        };
    }
}
