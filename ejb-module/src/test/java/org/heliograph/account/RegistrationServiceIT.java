package org.heliograph.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heliograph.platform.Setting;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a filled-in form to a company on trial, on real rows. */
class RegistrationServiceIT {

    private static final String PASSWORD = "First-Light-7";

    private final TestDatabase database = TestDatabase.get();
    private final List<Object> events = new ArrayList<>();
    private final Event<?> event = collector(events);
    private final Clock clock = Clock.systemUTC();
    private final NewCompany companies = TestDatabase.wire(new NewCompany(), database.jdbi(), event);
    private final Attempts attempts = TestDatabase.wire(new Attempts(), database.jdbi(), clock);
    private final RegistrationService service =
            TestDatabase.wire(new RegistrationService(), database.jdbi(), clock, attempts, companies, event);
    private final Trial trial = TestDatabase.wire(new Trial(), database.jdbi(), clock);
    private String login;

    @BeforeEach
    void open() {
        System.setProperty(Setting.REGISTRATION_SENDER.property(), "hello@heliograph.example");
        login = "reg" + database.newCompany().company();
    }

    @AfterEach
    void close() {
        System.clearProperty(Setting.REGISTRATION_SENDER.property());
    }

    private static Event<?> collector(List<Object> events) {
        return (Event<?>) Proxy.newProxyInstance(
                RegistrationServiceIT.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, values) -> {
                    events.add(values[0]);
                    return null;
                });
    }

    private void register(String name, String email, String address) {
        Register command =
                new Register("Harbour Ltd", "Grace Hopper", name, email, PASSWORD, "es", "ES", "Europe/Madrid");
        database.run(Caller.SYSTEM, () -> service.register(command, address));
    }

    private String register() {
        register(login, login + "@harbour.example", login);
        return token();
    }

    private String token() {
        return ((RegistrationRequested) events.get(events.size() - 1)).token();
    }

    private void confirm(String token) {
        database.run(Caller.SYSTEM, () -> service.confirm(token));
    }

    private Caller registered() {
        confirm(register());
        return Caller.engineOf(((CompanyRegistered) events.get(events.size() - 1)).companyId());
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BusinessException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    private long count(String login) {
        return database.call(Caller.SYSTEM, () -> database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from app_user where login = :login")
                        .bind("login", login)
                        .mapTo(Long.class)
                        .one()));
    }

    @Test
    void makesACompanyOnTrialWithItsAdminOnceTheAddressIsConfirmed() {
        String token = register();
        assertThat(count(login)).isZero();
        assertThat(database.call(Caller.SYSTEM, () -> service.isGood(token))).isTrue();
        confirm(token);
        Map<String, Object> row =
                database.call(Caller.SYSTEM, () -> database.jdbi().withHandle(handle -> handle.createQuery(
                                "select c.name, c.default_country, c.time_zone, c.trial_sms, c.trial_contacts, u.password_hash,"
                                        + " r.name as role from app_user u join company c on c.id = u.company_id"
                                        + " join user_role x on x.user_id = u.id join role r on r.id = x.role_id"
                                        + " where u.login = :login and c.trial_until between now() + interval '29 days'"
                                        + " and now() + interval '31 days'")
                        .bind("login", login)
                        .mapToMap()
                        .one()));
        assertThat(row)
                .containsEntry("name", "Harbour Ltd")
                .containsEntry("default_country", "ES")
                .containsEntry("time_zone", "Europe/Madrid")
                .containsEntry("trial_sms", 100)
                .containsEntry("trial_contacts", 100)
                .containsEntry("role", "Admin");
        assertThat(Passwords.matches(PASSWORD, (String) row.get("password_hash")))
                .isTrue();
        assertThat(database.call(Caller.SYSTEM, () -> service.isGood(token))).isFalse();
        assertRefused(() -> confirm(token), "registration_link_expired");
        assertThat(count(login)).isOne();
    }

    @Test
    void aLinkIsGoodForADay() {
        String token = register();
        TestDatabase.wire(service, Clock.offset(clock, Duration.ofHours(25)));
        assertRefused(() -> confirm(token), "registration_link_expired");
    }

    @Test
    void givesALoginToOnePersonOnly() {
        String first = register();
        assertRefused(() -> register(login, "other-" + login + "@harbour.example", login), "login_taken");
        String second = register();
        assertRefused(() -> confirm(first), "registration_link_expired");
        confirm(second);
        assertRefused(() -> register(login, login + "@harbour.example", login), "login_taken");
    }

    @Test
    void mailsAnAddressOnlySoOften() {
        for (int i = 0; i < RegistrationService.PER_EMAIL + 2; i++) {
            register(login + (char) ('a' + i), login + "@harbour.example", login + i);
        }
        assertThat(events).hasSize(RegistrationService.PER_EMAIL);
    }

    @Test
    void refusesWhatIsNotValidAndEverythingWhenSwitchedOff() {
        assertRefused(() -> register("Grace", "grace@harbour.example", login), "login_invalid");
        assertRefused(() -> register("four", "grace@harbour.example", login), "login_invalid");
        assertRefused(() -> register(login, "grace", login), "email_invalid");
        close();
        assertRefused(() -> register(login, "grace@harbour.example", login), "registration_closed");
    }

    @Test
    void holdsTheCompanyToTheContactsOfItsTrial() {
        Caller company = registered();
        addContacts(company, 1, 100);
        database.run(company, trial::admitContacts);
        assertRefused(() -> database.run(company, () -> trial.admitContacts(() -> 1)), "trial_contacts");
        addContacts(company, 101, 101);
        assertRefused(() -> database.run(company, trial::admitContacts), "trial_contacts");
        TestDatabase.wire(trial, Clock.offset(clock, Duration.ofDays(31)));
        assertRefused(() -> database.run(company, trial::admitContacts), "trial_over");
    }

    private void addContacts(Caller company, int from, int to) {
        database.asSuperuser("insert into contact (company_id, phone) select " + company.company()
                + ", '+1202555' || lpad(n::text, 4, '0') from generate_series(" + from + ", " + to + ") n");
    }
}
