package org.heliograph.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
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
    private static final Duration PAUSE = Duration.ofHours(24);

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private Attempts attempts;

    @Inject
    private EarlierPasswords earlier;

    /**
     * Changes the password, which ends the user's sessions.
     *
     * @return the epoch of the sessions from now on; empty if the current password is not right, which is an answer and
     *     no exception, so that the try is counted
     * @throws InvalidException if the new password is weak, or the current one or one of the seven before it again
     * @throws ConflictException after too many tries within an hour, or a change within the last 24, unless the user
     *     administers users
     */
    public OptionalInt change(String current, String password) {
        long user = Callers.get().user();
        if (!Passwords.isStrong(password)) {
            throw new InvalidException("password_weak", "password");
        }
        if (password.equals(current)) {
            throw new InvalidException("password_same", "password");
        }
        if (!isCurrent(current)) {
            return OptionalInt.empty();
        }
        if (!Callers.get().may(Permission.MANAGE_USERS.name())
                && earlier.chosenSince(user, clock.instant().minus(PAUSE))) {
            throw new ConflictException("password_recent", null, PAUSE.toHours());
        }
        earlier.refuse(user, password);
        return OptionalInt.of(save(user, password));
    }

    /**
     * Whether that is the user's password.
     *
     * @throws ConflictException after too many tries within an hour
     */
    public boolean isCurrent(String password) {
        long user = Callers.get().user();
        if (!attempts.allows("password change of", Long.toString(user), TRIES)) {
            throw new ConflictException("password_tries", null);
        }
        return Passwords.matches(password == null ? "" : password, hash(user));
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
                        + " password_changed_at = :now::timestamptz,"
                        + " must_change_password = false, updated_at = :now::timestamptz,"
                        + " version = version + 1 where id = :id returning session_epoch")
                .bind("hash", Passwords.hash(password))
                .bind("now", clock.instant().toString())
                .bind("id", user)
                .mapTo(Integer.class)
                .one());
    }
}
