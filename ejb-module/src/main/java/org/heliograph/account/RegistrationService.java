package org.heliograph.account;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.heliograph.platform.Setting;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** New companies by those who want one. Called for the platform, since there is no company yet. */
@Stateless
@Tenanted
public class RegistrationService {

    static final int PER_EMAIL = 3;
    static final int PER_ADDRESS = 10;
    private static final Duration VALIDITY = Duration.ofHours(24);

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private Attempts attempts;

    @Inject
    private NewCompany companies;

    @Inject
    private Event<RegistrationRequested> requested;

    public static boolean isOpen() {
        return Setting.REGISTRATION_SENDER.find().isPresent();
    }

    /**
     * Keeps what was filled in and mails a one-time link that makes a company of it. Whether the e-mail address is known
     * changes nothing. Who asks too often gets the same answer, and no mail.
     *
     * @throws InvalidException if an input is not valid
     * @throws ConflictException if somebody has the login
     */
    public void register(Register command, String address) {
        if (!isOpen()) {
            throw new ConflictException("registration_closed", null);
        }
        command.check();
        String token = Tokens.next();
        String email = command.email().toLowerCase(Locale.ROOT);
        if (!attempts.allows("registration", address, PER_ADDRESS, email, PER_EMAIL)) {
            return;
        }
        if (!keep(command, token)) {
            throw new ConflictException("login_taken", "login", command.login());
        }
        requested.fire(
                new RegistrationRequested(command.email(), command.fullName().strip(), command.language(), token));
    }

    /** A login waits for its first link only as long as that is good, or until the same person asks again. */
    private boolean keep(Register command, String token) {
        return jdbi.withHandle(
                        handle -> handle.createUpdate("insert into registration as r (token_hash, login, company,"
                                        + " full_name, email, password_hash, language, country, time_zone, expires_at)"
                                        + " select :hash, :login, :company, :name, :email, :password, :language, :country, :zone,"
                                        + " :expires::timestamptz where not exists"
                                        + " (select from app_user where login = :login)"
                                        + " on conflict (login) do update set token_hash = excluded.token_hash,"
                                        + " company = excluded.company, full_name = excluded.full_name,"
                                        + " email = excluded.email, password_hash = excluded.password_hash,"
                                        + " language = excluded.language, country = excluded.country, time_zone = excluded.time_zone,"
                                        + " expires_at = excluded.expires_at"
                                        + " where r.expires_at <= :now::timestamptz or r.email = excluded.email")
                                .bind("hash", Tokens.hash(token))
                                .bind("login", command.login())
                                .bind("company", command.company().strip())
                                .bind("name", command.fullName().strip())
                                .bind("email", command.email())
                                .bind("password", Passwords.hash(command.password()))
                                .bind("language", command.language())
                                .bind("country", command.country())
                                .bind("zone", command.timeZone())
                                .bind("now", clock.instant().toString())
                                .bind("expires", clock.instant().plus(VALIDITY).toString())
                                .execute())
                == 1;
    }

    /** Whether the token would still be accepted; asking does not use it up. */
    public boolean isGood(String token) {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from registration"
                        + " where token_hash = :hash and expires_at > :now::timestamptz)")
                .bind("hash", Tokens.hash(token))
                .bind("now", clock.instant().toString())
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * Makes the company of a mailed link, which is used up by it.
     *
     * @throws InvalidException if the link has been used or is too old
     */
    public void confirm(String token) {
        companies.create(Tokens.hash(token), clock.instant());
    }
}
