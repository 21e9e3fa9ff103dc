package org.heliograph.web.security;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.heliograph.account.SignInService.SignedIn;
import org.heliograph.web.files.PictureServlet;

/**
 * Guards the portal's pages: sends strangers to the login page, runs each request as its user, and ends a session after
 * 60 minutes without activity, or once its user has got another password or has been disabled. Polling of an open page
 * is no activity. Who has a password that is too old, or chosen by somebody else, first gets to the page that changes it.
 */
@WebFilter({"*.xhtml", PictureServlet.PATH})
public class PortalFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Duration INACTIVITY = Duration.ofMinutes(60);
    private static final String LAST_ACTIVITY = "heliograph.lastActivity";
    private static final String PASSWORD = "/account/privacy.xhtml";
    private static final Set<String> PUBLIC = Set.of(
            "/login.xhtml", "/forgot-password.xhtml", "/new-password.xhtml", "/register.xhtml", "/confirm.xhtml");

    @Inject
    private transient OpenSessions openSessions;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getCharacterEncoding() == null) {
            // Before anybody reads a parameter, which settles the encoding of all.
            request.setCharacterEncoding(StandardCharsets.UTF_8.name());
        }
        String path = request.getServletPath();
        if (path.startsWith("/jakarta.faces.resource") || PUBLIC.contains(path)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<SignedIn> user = PortalSession.user(request)
                .filter(signedIn -> !isExpired(request) && openSessions.include(signedIn, request.getSession()));
        if (user.isEmpty()) {
            PortalSession.end(request);
            sendToLogin(request, response);
            return;
        }
        if (OpenSessions.isPasswordDue(user.get(), request.getSession()) && !PASSWORD.equals(path)) {
            response.sendRedirect(request.getContextPath() + PASSWORD + "?due=true");
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        CallerChain.proceed(user.get().caller(), chain, request, response);
    }

    private static boolean isExpired(HttpServletRequest request) {
        HttpSession session = request.getSession();
        long now = System.currentTimeMillis();
        Long last = (Long) session.getAttribute(LAST_ACTIVITY);
        if (last != null && now - last > INACTIVITY.toMillis()) {
            return true;
        }
        String source = request.getParameter("jakarta.faces.source");
        if (last == null || source == null || !source.endsWith("poll")) {
            session.setAttribute(LAST_ACTIVITY, now);
        }
        return false;
    }

    private static void sendToLogin(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        String wanted = "GET".equals(request.getMethod()) ? request.getServletPath() + query : "/";
        String login = request.getContextPath() + "/login.xhtml"
                + ("/".equals(wanted) ? "" : "?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
        if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
            response.setContentType("text/xml;charset=UTF-8");
            response.getWriter()
                    .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\""
                            + login.replace("&", "&amp;") + "\"/></partial-response>");
        } else {
            response.sendRedirect(login);
        }
    }
}
