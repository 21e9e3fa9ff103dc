package org.heliograph.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusReasonTest {

    @Test
    void isNamedAfterTheErrorThatRefusedTheLaunch() {
        assertThat(StatusReason.ofRefusal("window_disjoint")).isEqualTo(StatusReason.WINDOW_DISJOINT);
        assertThat(StatusReason.ofRefusal("trial_over")).isEqualTo(StatusReason.TRIAL_OVER);
    }

    @Test
    void isAnyRefusalForErrorsWithoutAReasonOfTheirOwn() {
        assertThat(StatusReason.ofRefusal("changed_meanwhile")).isEqualTo(StatusReason.REFUSED);
        assertThat(StatusReason.ofRefusal("provider_errors")).isEqualTo(StatusReason.REFUSED);
    }
}
