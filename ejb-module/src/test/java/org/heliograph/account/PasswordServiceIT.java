package org.heliograph.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;
import org.heliograph.platform.MovableClock;
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
    private final MovableClock clock = new MovableClock(Instant.now());
    private final EarlierPasswords earlier = TestDatabase.wire(new EarlierPasswords(), database.jdbi());
    private final PasswordService service = TestDatabase.wire(
            new PasswordService(),
            database.jdbi(),
            clock,
            earlier,
            TestDatabase.wire(new Attempts(), database.jdbi(), clock));
    private final SessionEpochService epochs = TestDatabase.wire(new SessionEpochService(), database.jdbi());
    private Caller user;

    @BeforeEach
    void user() {
        user = database.newCompany();
        database.asSuperuser(
                "update app_user set password_hash = '" + Passwords.hash(OLD) + "' where id = " + user.user());
        database.asSuperuser("delete from earlier_password where user_id = " + user.user());
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
        assertThat(change(NEW, "Third-Light-9")).hasValue(before + 2);
    }

    @Test
    void refusesAWeakPasswordAndTheSameAgain() {
        assertRefused(OLD, "weak", "password_weak");
        assertRefused(OLD, OLD, "password_same");
    }

    @Test
    void refusesThePresentPasswordAndTheSevenBeforeIt() {
        String present = OLD;
        for (int i = 0; i < 7; i++) {
            clock.move(Duration.ofHours(1));
            assertThat(change(present, "Next-Light-" + i)).isPresent();
            present = "Next-Light-" + i;
        }
        clock.move(Duration.ofHours(2));
        assertRefused(present, OLD, "password_used");
        assertRefused(present, "Next-Light-5", "password_used");
        assertThat(change(present, "Next-Light-7")).isPresent();
        assertThat(change("Next-Light-7", OLD)).isPresent();
    }

    @Test
    void letsOrdinaryUsersChangeItOnceADayUnlessSomebodyElseChoseIt() {
        user = new Caller(user.companyId(), user.userId(), "ada", Set.of("MANAGE_BROADCASTS"));
        assertThat(change(OLD, NEW)).isPresent();
        clock.move(Duration.ofHours(23));
        assertRefused(NEW, "Third-Light-9", "password_recent");
        assertThat(change("Wrong-Light-1", "Third-Light-9")).isEmpty();
        database.asSuperuser("update app_user set must_change_password = true where id = " + user.user());
        assertThat(change(NEW, "Third-Light-9")).isPresent();
        assertRefused("Third-Light-9", "Fourth-Light-1", "password_recent");
        clock.move(Duration.ofHours(25));
        assertThat(change("Third-Light-9", "Fourth-Light-1")).isPresent();
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
