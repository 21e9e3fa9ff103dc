package org.heliograph.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.jdbi.v3.core.Jdbi;

/** A company of its own for who has confirmed a registration: on trial, with that user as its admin. */
@ApplicationScoped
public class NewCompany {

    private static final int SMS = 100;
    private static final int EMAILS = 100;
    private static final int CONTACTS = 100;
    private static final Duration TRIAL = Duration.ofDays(30);

    @Inject
    private Jdbi jdbi;

    @Inject
    private Event<CompanyRegistered> registered;

    private record Confirmed(
            String login,
            String company,
            String fullName,
            String email,
            String password,
            String language,
            String country,
            String timeZone) {}

    void create(String tokenHash, Instant now) {
        Confirmed confirmed = take(tokenHash, now);
        long company = insertCompany(confirmed, now);
        insertAdmin(confirmed, company, now);
        registered.fire(new CompanyRegistered(company));
    }

    private Confirmed take(String tokenHash, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("delete from registration where token_hash = :hash"
                                + " and expires_at > :now::timestamptz returning *")
                        .bind("hash", tokenHash)
                        .bind("now", now.toString())
                        .map((row, context) -> new Confirmed(
                                row.getString("login"),
                                row.getString("company"),
                                row.getString("full_name"),
                                row.getString("email"),
                                row.getString("password_hash"),
                                row.getString("language"),
                                row.getString("country"),
                                row.getString("time_zone")))
                        .findOne())
                .orElseThrow(() -> new InvalidException("registration_link_expired", null));
    }

    private long insertCompany(Confirmed confirmed, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "insert into company (name, default_country, time_zone,"
                                + " trial_sms, trial_emails, trial_contacts, trial_until)"
                                + " values (:name, :country, :zone, :sms, :emails, :contacts, :until::timestamptz) returning id")
                .bind("name", confirmed.company())
                .bind("country", confirmed.country())
                .bind("zone", confirmed.timeZone())
                .bind("sms", SMS)
                .bind("emails", EMAILS)
                .bind("contacts", CONTACTS)
                .bind("until", now.plus(TRIAL).toString())
                .mapTo(Long.class)
                .one());
    }

    private void insertAdmin(Confirmed confirmed, long company, Instant now) {
        String[] names = confirmed.fullName().split("\\s+", 2);
        int made =
                jdbi.withHandle(handle -> handle.createUpdate("with made as (insert into app_user (company_id, login,"
                                + " password_hash, password_changed_at, first_name, last_name, email, language)"
                                + " values (:company, :login, :password, :now::timestamptz, :first, :last, :email, :language)"
                                + " on conflict (login) do nothing returning id)"
                                + " insert into user_role (user_id, role_id, company_id) select made.id, r.id, :company"
                                + " from made, role r where r.company_id is null and r.name = 'Admin'")
                        .bind("company", company)
                        .bind("login", confirmed.login())
                        .bind("password", confirmed.password())
                        .bind("now", now.toString())
                        .bind("first", names[0])
                        .bind("last", names.length > 1 ? names[1] : "")
                        .bind("email", confirmed.email())
                        .bind("language", confirmed.language())
                        .execute());
        if (made == 0) {
            throw new ConflictException("login_taken", null, confirmed.login());
        }
    }
}
