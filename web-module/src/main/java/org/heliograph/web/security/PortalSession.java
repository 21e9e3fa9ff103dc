package org.heliograph.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.heliograph.account.SignInService.SignedIn;

/**
 * Who is signed in to the portal, kept in the session. The container's own authentication is not asked: it would look for
 * its mechanism at every request, those of the API too, which have no session.
 */
public final class PortalSession {

    private static final String USER = SignedIn.class.getName();

    private PortalSession() {}

    public static Optional<SignedIn> user(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable((SignedIn) session.getAttribute(USER));
    }

    /** Signs a user in, under a new session id. Who signs in over another's session keeps nothing of that. */
    public static void begin(HttpServletRequest request, SignedIn user) {
        if (user(request).isPresent()) {
            end(request);
        }
        request.getSession().setAttribute(USER, user);
        request.changeSessionId();
    }

    static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
