package org.heliograph.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.Setting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A password is good for 60 days, or as many as the installation says; then it must be changed before anything else. */
class PasswordAgeTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final User user = new User(1, "ada", "Ada", "Morse", "ada@test.example");

    @AfterEach
    void forgetSetting() {
        System.clearProperty(Setting.PASSWORD_DAYS.property());
    }

    @Test
    void mustBeChangedAfterSixtyDaysAndIsGoodAgainThen() {
        user.setPassword("hash", clock.instant());
        clock.move(Duration.ofDays(60));
        assertThat(isDue()).isFalse();
        clock.move(Duration.ofSeconds(1));
        assertThat(isDue()).isTrue();
        user.setPassword("another", clock.instant());
        assertThat(isDue()).isFalse();
    }

    @Test
    void theOwnerOfTheInstallationMayChangeTheDays() {
        user.setPassword("hash", clock.instant());
        clock.move(Duration.ofDays(31));
        assertThat(isDue()).isFalse();
        System.setProperty(Setting.PASSWORD_DAYS.property(), "30");
        assertThat(isDue()).isTrue();
        System.setProperty(Setting.PASSWORD_DAYS.property(), "0");
        assertThat(isDue()).isFalse();
    }

    private boolean isDue() {
        return SignInService.isDue(user, clock.instant());
    }
}
