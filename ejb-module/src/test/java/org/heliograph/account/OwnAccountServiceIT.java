package org.heliograph.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.ZoneId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users change of their own account, on real rows. */
class OwnAccountServiceIT {

    private static final String PASSWORD = "First-Light-7";

    private final TestDatabase database = TestDatabase.get();
    private final Clock clock = Clock.systemUTC();
    private final PasswordService passwords = TestDatabase.wire(
            new PasswordService(), database.jdbi(), clock, TestDatabase.wire(new Attempts(), database.jdbi(), clock));
    private final CompanyService companies = new CompanyService() {
        @Override
        public Company current() {
            return new Company("Test", "US", ZoneId.of("America/New_York"));
        }
    };
    private final OwnAccountService service =
            TestDatabase.wire(new OwnAccountService(), database.jdbi(), clock, passwords, companies);
    private Caller user;

    @BeforeEach
    void user() {
        user = database.newCompany();
        database.asSuperuser(
                "update app_user set password_hash = '" + Passwords.hash(PASSWORD) + "' where id = " + user.user());
        database.asSuperuser("insert into user_role (user_id, role_id, company_id) select " + user.user() + ", id, "
                + user.company() + " from role where company_id is null and name in ('Admin', 'NOC engineer')");
        database.asSuperuser("with made as (insert into department (company_id, name) values (" + user.company()
                + ", 'Marketing') returning id) update app_user set department_id = made.id from made"
                + " where app_user.id = " + user.user());
    }

    private OwnAccount account() {
        return database.call(user, service::get);
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BusinessException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @Test
    void showsTheAccountWithItsRolesAndDepartment() {
        OwnAccount account = account();
        assertThat(account.id()).isEqualTo(user.user());
        assertThat(account.fullName()).isEqualTo("Ada Morse");
        assertThat(account.roles()).containsExactly("Admin", "NOC engineer");
        assertThat(account.department()).isEqualTo("Marketing");
        assertThat(account.company()).isEqualTo("Test");
        assertThat(account.phone()).isNull();
    }

    @Test
    void changesNamesAndNumber() {
        database.run(user, () -> service.saveName(" Grace ", "", "Hopper"));
        database.run(user, () -> service.savePhone("(202) 555-0123"));
        assertThat(account().fullName()).isEqualTo("Grace Hopper");
        assertThat(account().middleName()).isNull();
        assertThat(account().phone()).isEqualTo("+12025550123");
        database.run(user, () -> service.savePhone(" "));
        assertThat(account().phone()).isNull();
        assertRefused(() -> database.run(user, () -> service.saveName("Grace", null, " ")), "name_invalid");
        assertThatThrownBy(() -> database.run(user, () -> service.savePhone("12")))
                .isInstanceOf(BusinessException.class);
    }

    @Test
    void changesTheAddressOnlyForWhoKnowsThePassword() {
        assertThat(database.call(user, () -> service.saveEmail("grace@harbour.example", "Guess-Light-1")))
                .isFalse();
        assertThat(account().email()).isEqualTo("ada@test.example");
        assertRefused(() -> database.call(user, () -> service.saveEmail("grace", PASSWORD)), "email_invalid");
        assertThat(database.call(user, () -> service.saveEmail("grace@harbour.example", PASSWORD)))
                .isTrue();
        assertThat(account().email()).isEqualTo("grace@harbour.example");
    }
}
