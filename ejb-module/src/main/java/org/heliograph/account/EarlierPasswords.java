package org.heliograph.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.heliograph.platform.error.InvalidException;
import org.jdbi.v3.core.Jdbi;

/** A user's passwords of before, which the database keeps as hashes whenever one is replaced. */
@ApplicationScoped
public class EarlierPasswords {

    @Inject
    private Jdbi jdbi;

    /** @throws InvalidException if it is the user's password, or was one of the seven before it */
    void refuse(long user, String password) {
        List<String> hashes = jdbi.withHandle(handle -> handle.createQuery(
                        "select password_hash from app_user where id = :user and password_hash <> ''"
                                + " union all select password_hash from earlier_password"
                                + " where user_id = :user and password_hash <> ''")
                .bind("user", user)
                .mapTo(String.class)
                .list());
        // Each comparison is slow on purpose.
        if (hashes.parallelStream().anyMatch(hash -> Passwords.matches(password, hash))) {
            throw new InvalidException("password_used", "password");
        }
    }

    /** Whether the user has chosen the present password since; one that somebody else chose does not count. */
    boolean chosenSince(long user, Instant moment) {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from earlier_password e"
                        + " join app_user u on u.id = e.user_id and not u.must_change_password"
                        + " where e.user_id = :user and e.replaced_at > :moment::timestamptz)")
                .bind("user", user)
                .bind("moment", moment.toString())
                .mapTo(Boolean.class)
                .one());
    }
}
