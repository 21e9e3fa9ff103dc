package org.heliograph.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.OptionalInt;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** The calling user's own password. */
@Stateless
@Tenanted
public class PasswordService {

    static final int TRIES = 10;

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private Attempts attempts;

    /**
     * Changes the password, which ends the user's sessions.
     *
     * @return the epoch of the sessions from now on; empty if the current password is not right, which is an answer and
     *     no exception, so that the try is counted
     * @throws InvalidException if the new password is weak or the current one again
     * @throws ConflictException after too many tries within an hour
     */
    public OptionalInt change(String current, String password) {
        long user = Callers.get().user();
        if (!Passwords.isStrong(password)) {
            throw new InvalidException("password_weak", "password");
        }
        if (password.equals(current)) {
            throw new InvalidException("password_same", "password");
        }
        if (!attempts.allows("password change of", Long.toString(user), TRIES)) {
            throw new ConflictException("password_tries", null);
        }
        return Passwords.matches(current, hash(user)) ? OptionalInt.of(save(user, password)) : OptionalInt.empty();
    }

    private String hash(long user) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select password_hash from app_user where id = :id for update")
                        .bind("id", user)
                        .mapTo(String.class)
                        .one());
    }

    private int save(long user, String password) {
        return jdbi.withHandle(handle -> handle.createQuery("update app_user set password_hash = :hash,"
                        + " password_changed_at = :now::timestamptz, updated_at = :now::timestamptz,"
                        + " version = version + 1 where id = :id returning session_epoch")
                .bind("hash", Passwords.hash(password))
                .bind("now", clock.instant().toString())
                .bind("id", user)
                .mapTo(Integer.class)
                .one());
    }
}
