package org.heliograph.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import org.heliograph.channel.Failure;
import org.junit.jupiter.api.Test;

class BroadcastReportTest {

    @Test
    void everyReasonIsOfferedOnce() {
        assertThat(BroadcastReport.REASONS)
                .doesNotHaveDuplicates()
                .contains("FREQUENCY_CAP", Failure.OPTED_OUT.name(), Failure.REJECTED.name());
    }
}
