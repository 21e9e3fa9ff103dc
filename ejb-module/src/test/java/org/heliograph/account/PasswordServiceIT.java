package org.heliograph.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.OptionalInt;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user's change of password, on real rows. */
class PasswordServiceIT {

    private static final String OLD = "First-Light-7";
    private static final String NEW = "Second-Light-8";

    private final TestDatabase database = TestDatabase.get();
    private final Clock clock = Clock.systemUTC();
    private final PasswordService service = TestDatabase.wire(
            new PasswordService(), database.jdbi(), clock, TestDatabase.wire(new Attempts(), database.jdbi(), clock));
    private final SessionEpochService epochs = TestDatabase.wire(new SessionEpochService(), database.jdbi());
    private Caller user;

    @BeforeEach
    void user() {
        user = database.newCompany();
        database.asSuperuser(
                "update app_user set password_hash = '" + Passwords.hash(OLD) + "' where id = " + user.user());
    }

    private OptionalInt change(String current, String password) {
        return database.call(user, () -> service.change(current, password));
    }

    private int epoch() {
        return database.call(Caller.SYSTEM, () -> epochs.find(user.user())).orElseThrow();
    }

    private void assertRefused(String current, String password, String code) {
        assertThatThrownBy(() -> change(current, password))
                .isInstanceOfSatisfying(
                        BusinessException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void changesThePasswordAndTellsTheEpochOfTheSessionThatStays() {
        int before = epoch();
        assertThat(change(OLD, NEW)).hasValue(before + 1);
        assertThat(epoch()).isEqualTo(before + 1);
        assertThat(change(OLD, "Third-Light-9")).isEmpty();
        assertThat(change(NEW, OLD)).hasValue(before + 2);
    }

    @Test
    void refusesAWeakPasswordAndTheSameAgain() {
        assertRefused(OLD, "weak", "password_weak");
        assertRefused(OLD, OLD, "password_same");
    }

    @Test
    void doesNotLetAThiefOfASessionGuessOn() {
        for (int i = 0; i < PasswordService.TRIES; i++) {
            assertThat(change("Guess-" + i, NEW)).isEmpty();
        }
        assertRefused(OLD, NEW, "password_tries");
    }

    @Test
    void generatesStrongPasswords() {
        String generated = Passwords.generate();
        assertThat(Passwords.isStrong(generated)).isTrue();
        assertThat(generated).hasSize(16).isNotEqualTo(Passwords.generate());
    }
}
