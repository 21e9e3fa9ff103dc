package org.heliograph.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.heliograph.account.SessionEpochService;
import org.heliograph.account.SignInService.SignedIn;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/**
 * Which sessions have not been ended from elsewhere. Each node asks the database at most once in a few seconds per user,
 * so that an open page's requests cost no query each.
 */
@ApplicationScoped
public class OpenSessions {

    private static final Duration VALIDITY = Duration.ofSeconds(3);
    private static final String RENEWED = "heliograph.passwordRenewed";
    private static final String EPOCH = "heliograph.sessionEpoch";
    private static final int CAPACITY = 10_000;

    @Inject
    private SessionEpochService epochs;

    @Inject
    private Clock clock;

    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    /** Lets a session go on although its user has got another password in it. */
    public static void keep(HttpSession session, int epoch) {
        session.setAttribute(EPOCH, epoch);
        session.setAttribute(RENEWED, true);
    }

    /** Whether the user must change the password before anything else. */
    static boolean isPasswordDue(SignedIn user, HttpSession session) {
        return user.passwordDue() && session.getAttribute(RENEWED) == null;
    }

    public boolean include(SignedIn user, HttpSession session) {
        int epoch = session.getAttribute(EPOCH) instanceof Integer kept ? kept : user.sessionEpoch();
        Instant now = clock.instant();
        Known last = known.get(user.userId());
        // Who has just signed in with a new password is ahead of what is known, and must not be turned away.
        if (last == null || !now.isBefore(last.until()) || last.isBehind(epoch)) {
            last = ask(user.userId(), now);
        }
        return last.epoch().filter(present -> present == epoch).isPresent();
    }

    private Known ask(long userId, Instant now) {
        if (known.size() >= CAPACITY) {
            known.values().removeIf(entry -> !now.isBefore(entry.until()));
        }
        Known fresh = new Known(Callers.callAs(Caller.SYSTEM, () -> epochs.find(userId)), now.plus(VALIDITY));
        known.put(userId, fresh);
        return fresh;
    }

    /** A user's epoch; empty if the user may have no session. */
    private record Known(Optional<Integer> epoch, Instant until) {

        boolean isBehind(int other) {
            return epoch.isEmpty() || epoch.get() < other;
        }
    }
}
