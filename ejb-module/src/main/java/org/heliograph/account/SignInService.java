package org.heliograph.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.heliograph.platform.Setting;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** Lets users in. Called for the platform, since before the sign-in there is no company. */
@Stateless
@Tenanted
public class SignInService {

    private static final int ALLOWED_FAILURES = 5;
    private static final Duration LOCK = Duration.ofMinutes(15);

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** The user if login and password are right; empty otherwise, whatever the reason, so that nothing can be learned. */
    public Optional<SignedIn> signIn(String login, String password) {
        Instant now = clock.instant();
        Optional<User> found = findUser(login);
        boolean right =
                Passwords.matches(password, found.map(User::getPasswordHash).orElse(null));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        User user = found.get();
        if (!user.isEnabled() || user.isLockedAt(now)) {
            return Optional.empty();
        }
        record(user.getId(), right, now);
        if (!right) {
            return Optional.empty();
        }
        Company company = entities.find(Company.class, user.getCompanyId());
        return Optional.of(new SignedIn(
                user.getId(),
                company.getId(),
                user.getLogin(),
                user.getFullName(),
                company.getName(),
                user.getLanguage(),
                company.getTimeZone(),
                permissions(user.getId()),
                user.getSessionEpoch(),
                isDue(user, now)));
    }

    static boolean isDue(User user, Instant now) {
        int days = Setting.PASSWORD_DAYS.getInt();
        boolean old = days > 0 && user.getPasswordChangedAt().isBefore(now.minus(Duration.ofDays(days)));
        return old || user.isPasswordToBeChanged();
    }

    /** Every fifth wrong password in a row locks the user. One statement, so that two sign-ins at once do not collide. */
    private void record(long userId, boolean right, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("update app_user set"
                        + " failed_sign_ins = case when :right then 0 else failed_sign_ins + 1 end,"
                        + " locked_until = case when not :right and (failed_sign_ins + 1) % :allowed = 0"
                        + " then :until::timestamptz end,"
                        + " last_access_at = case when :right then :now::timestamptz else last_access_at end"
                        + " where id = :id")
                .bind("id", userId)
                .bind("right", right)
                .bind("allowed", ALLOWED_FAILURES)
                .bind("now", now.toString())
                .bind("until", now.plus(LOCK).toString())
                .execute());
    }

    private Optional<User> findUser(String login) {
        return entities.createQuery("select u from User u where u.login = :login", User.class)
                .setParameter("login", login == null ? "" : login.trim().toLowerCase(java.util.Locale.ROOT))
                .getResultStream()
                .findFirst();
    }

    private Set<String> permissions(long userId) {
        List<String> names = jdbi.withHandle(handle -> handle.createQuery("select distinct unnest(r.permissions)"
                        + " from user_role u join role r on r.id = u.role_id where u.user_id = :user")
                .bind("user", userId)
                .mapTo(String.class)
                .list());
        return new HashSet<>(names);
    }

    /**
     * A user who has signed in, with what the session needs to know.
     *
     * @param passwordDue whether the password must be changed before anything else
     */
    public record SignedIn(
            long userId,
            long companyId,
            String login,
            String fullName,
            String company,
            String language,
            java.time.ZoneId timeZone,
            Set<String> permissions,
            int sessionEpoch,
            boolean passwordDue)
            implements java.io.Serializable {

        public Caller caller() {
            return new Caller(companyId, userId, login, Set.copyOf(permissions));
        }
    }
}
