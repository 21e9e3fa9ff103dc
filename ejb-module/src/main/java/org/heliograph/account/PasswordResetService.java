package org.heliograph.account;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** New passwords for those who have forgotten theirs. Called for the platform, since there is no company yet. */
@Stateless
@Tenanted
public class PasswordResetService {

    static final int PER_LOGIN = 5;
    static final int PER_ADDRESS = 20;
    private static final Duration VALIDITY = Duration.ofMinutes(30);

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private Attempts attempts;

    @Inject
    private EarlierPasswords earlier;

    @Inject
    private Event<PasswordResetRequested> requested;

    /**
     * Sends the user a one-time link to a new password. Does nothing if there is no such user, or if this login or this
     * address of a client has asked too often within the hour, and tells nobody which.
     */
    public void request(String login, String address) {
        String name = login == null ? "" : login.trim().toLowerCase(Locale.ROOT);
        if (attempts.allows("reset", address, PER_ADDRESS, name, PER_LOGIN)) {
            send(name);
        }
        attempts.purge();
    }

    private void send(String login) {
        String token = Tokens.next();
        jdbi.withHandle(handle -> {
                    handle.execute(
                            "delete from password_reset where user_id = (select id from app_user where login = ?)",
                            login);
                    return handle.createQuery("with link as (insert into password_reset"
                                    + " (token_hash, company_id, user_id, expires_at)"
                                    + " select :hash, company_id, id, :expires::timestamptz from app_user"
                                    + " where login = :login and enabled returning user_id)"
                                    + " select u.company_id, u.email, u.first_name || ' ' || u.last_name as name,"
                                    + " u.language from app_user u join link on link.user_id = u.id")
                            .bind("hash", Tokens.hash(token))
                            .bind("expires", clock.instant().plus(VALIDITY).toString())
                            .bind("login", login)
                            .map((row, context) -> new PasswordResetRequested(
                                    row.getLong("company_id"),
                                    row.getString("email"),
                                    row.getString("name"),
                                    row.getString("language"),
                                    token))
                            .findOne();
                })
                .ifPresent(requested::fire);
    }

    /** Whether the token would still be accepted; asking does not use it up. */
    public boolean isGood(String token) {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from password_reset"
                        + " where token_hash = :hash and expires_at > :now::timestamptz)")
                .bind("hash", Tokens.hash(token))
                .bind("now", clock.instant().toString())
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * Sets a new password with a token, which is used up by it, and ends the user's open sessions.
     *
     * @throws InvalidException if the token is no longer good, or the password is weak or one of the latest again
     */
    public void reset(String token, String password) {
        if (!Passwords.isStrong(password)) {
            throw new InvalidException("password_weak", "password");
        }
        long userId = use(token);
        earlier.refuse(userId, password);
        jdbi.useHandle(handle -> handle.createUpdate("update app_user set password_hash = :hash,"
                        + " password_changed_at = :now::timestamptz, updated_at = :now::timestamptz, must_change_password = false,"
                        + " failed_sign_ins = 0, locked_until = null, version = version + 1 where id = :id")
                .bind("hash", Passwords.hash(password))
                .bind("now", clock.instant().toString())
                .bind("id", userId)
                .execute());
    }

    private long use(String token) {
        return jdbi.withHandle(handle -> handle.createQuery("delete from password_reset where token_hash = :hash"
                                + " and expires_at > :now::timestamptz returning user_id")
                        .bind("hash", Tokens.hash(token))
                        .bind("now", clock.instant().toString())
                        .mapTo(Long.class)
                        .findOne())
                .orElseThrow(() -> new InvalidException("reset_link_expired", null));
    }
}
