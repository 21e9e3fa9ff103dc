package org.heliograph.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"UNREACHABLE", "NO_RESPONSE", "CARRIER_ERROR", "ACCOUNT_REFUSED", "INVALID_SENDER"})
    void whatEverybodyWouldMeetIsOfTheCarrier(Failure failure) {
        assertThat(failure.ofCarrier()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNREACHABLE", "NO_RESPONSE", "CARRIER_ERROR", "ACCOUNT_REFUSED", "INVALID_SENDER"})
    void whatOneRecipientMeetsIsNot(Failure failure) {
        assertThat(failure.ofCarrier()).isFalse();
    }
}
