package org.heliograph.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links to a new password on real rows. */
class PasswordResetServiceIT {

    private static final String PASSWORD = "Another-Light-7";

    private final TestDatabase database = TestDatabase.get();
    private final List<PasswordResetRequested> mailed = new ArrayList<>();
    private final Attempts attempts = TestDatabase.wire(new Attempts(), database.jdbi(), Clock.systemUTC());
    private final PasswordResetService service = TestDatabase.wire(
            new PasswordResetService(),
            database.jdbi(),
            Clock.systemUTC(),
            attempts,
            TestDatabase.wire(new EarlierPasswords(), database.jdbi()),
            mailbox(mailed));
    private Caller user;

    @BeforeEach
    void company() {
        user = database.newCompany();
    }

    private static Event<?> mailbox(List<PasswordResetRequested> mailed) {
        return (Event<?>) Proxy.newProxyInstance(
                PasswordResetServiceIT.class.getClassLoader(),
                new Class<?>[] {Event.class},
                (proxy, method, values) -> {
                    mailed.add((PasswordResetRequested) values[0]);
                    return null;
                });
    }

    private String login() {
        return "user" + user.company();
    }

    private void request(String login, String address) {
        database.run(Caller.SYSTEM, () -> service.request(login, address));
    }

    private String link() {
        request(login(), "from " + login());
        return mailed.get(mailed.size() - 1).token();
    }

    private void reset(String token) {
        database.run(Caller.SYSTEM, () -> service.reset(token, PASSWORD));
    }

    private String hash() {
        return database.call(Caller.SYSTEM, () -> database.jdbi()
                .withHandle(handle -> handle.createQuery("select password_hash from app_user where id = :id")
                        .bind("id", user.user())
                        .mapTo(String.class)
                        .one()));
    }

    private void assertExpired(String token) {
        assertThat(database.call(Caller.SYSTEM, () -> service.isGood(token))).isFalse();
        assertThatThrownBy(() -> reset(token)).isInstanceOfSatisfying(BusinessException.class, e -> assertThat(e.code())
                .isEqualTo("reset_link_expired"));
    }

    @Test
    void setsANewPasswordWithALinkOnce() {
        String token = link();
        assertThat(database.call(Caller.SYSTEM, () -> service.isGood(token))).isTrue();
        reset(token);
        assertThat(Passwords.matches(PASSWORD, hash())).isTrue();
        assertExpired(token);
    }

    @Test
    void aLinkIsGoodForHalfAnHour() {
        String token = link();
        TestDatabase.wire(service, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(31)));
        assertExpired(token);
        assertThat(hash()).isEmpty();
    }

    @Test
    void aNewLinkReplacesTheOneBefore() {
        String first = link();
        String second = link();
        assertExpired(first);
        reset(second);
    }

    @Test
    void aWeakPasswordDoesNotUseTheLinkUp() {
        String token = link();
        assertThatThrownBy(() -> database.run(Caller.SYSTEM, () -> service.reset(token, "weak")))
                .isInstanceOfSatisfying(
                        BusinessException.class, e -> assertThat(e.code()).isEqualTo("password_weak"));
        reset(token);
    }

    @Test
    void thePasswordOfBeforeIsRefusedAndDoesNotUseTheLinkUp() {
        reset(link());
        String token = link();
        assertThatThrownBy(() -> reset(token)).isInstanceOfSatisfying(BusinessException.class, e -> assertThat(e.code())
                .isEqualTo("password_used"));
        database.run(Caller.SYSTEM, () -> service.reset(token, "Third-Light-9"));
    }

    @Test
    void mailsALoginOnlySoOftenInAnHourWhereverTheRequestsComeFrom() {
        for (int i = 0; i < PasswordResetService.PER_LOGIN + 2; i++) {
            request(login(), login() + " place " + i);
        }
        assertThat(mailed).hasSize(PasswordResetService.PER_LOGIN);
        TestDatabase.wire(attempts, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61)));
        request(login(), login() + " place");
        assertThat(mailed).hasSize(PasswordResetService.PER_LOGIN + 1);
    }

    @Test
    void answersAnAddressOnlySoOftenWhomeverItAsksFor() {
        for (int i = 0; i < PasswordResetService.PER_ADDRESS; i++) {
            request("nobody " + i, "one place of " + login());
        }
        request(login(), "one place of " + login());
        assertThat(mailed).isEmpty();
        request(login(), "another place of " + login());
        assertThat(mailed).hasSize(1);
    }

    @Test
    void mailsNobodyForAnUnknownOrDisabledLogin() {
        request("no such " + login(), "somewhere of " + login());
        database.asSuperuser("update app_user set enabled = false where id = " + user.user());
        request(login(), "somewhere of " + login());
        assertThat(mailed).isEmpty();
    }
}
