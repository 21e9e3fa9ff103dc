package org.heliograph.web.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.heliograph.apiaccess.ApiKey;
import org.heliograph.apiaccess.ApiKeys;
import org.heliograph.platform.Ids;
import org.heliograph.web.security.CallerChain;

/** Names each request of the API, recognises its key, and runs it on behalf of the key's company. */
@WebFilter("/api/*")
public class ApiFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Ours: ten times the largest message content that fits a request of the API. */
    static final int MAX_BODY = 256 * 1024;

    private static final Logger LOG = Logger.getLogger(ApiFilter.class.getName());
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern GIVEN_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    /** Of the request of this thread; the request's attributes would be asked through two proxies. */
    private static final ThreadLocal<ApiKey> KEY = new ThreadLocal<>();

    @Inject
    private transient ApiKeys keys;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String given = request.getHeader(REQUEST_ID);
        String id = given != null && GIVEN_ID.matcher(given).matches()
                ? given
                : Ids.next().toString();
        request.setAttribute(REQUEST_ID, id);
        response.setHeader(REQUEST_ID, id);
        response.setHeader("Cache-Control", "no-store");
        if (!request.getRequestURI().startsWith(request.getContextPath() + ApiApplication.PATH + "/")) {
            Problems.send(request, response, HttpServletResponse.SC_NOT_FOUND, "not_found");
            return;
        }
        Optional<String> text = ApiKeyText.find(request::getHeader);
        Optional<ApiKey> key;
        try {
            key = text.flatMap(keys::recognise);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The key of the request " + id + " could not be looked up", e);
            Problems.send(request, response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "unexpected");
            return;
        }
        if (key.isEmpty()) {
            response.addHeader("WWW-Authenticate", "Bearer realm=\"Heliograph API\"");
            response.addHeader("WWW-Authenticate", "Basic realm=\"Heliograph API\", charset=\"UTF-8\"");
            String code = text.isEmpty() ? "api_key_missing" : "api_key_wrong";
            Problems.send(request, response, HttpServletResponse.SC_UNAUTHORIZED, code);
            return;
        }
        KEY.set(key.get());
        try {
            CallerChain.proceed(key.get().caller(), chain, request, response);
        } finally {
            KEY.remove();
        }
    }

    static String requestId(HttpServletRequest request) {
        return (String) request.getAttribute(REQUEST_ID);
    }

    /** Of the request that this thread answers. */
    static ApiKey key() {
        return KEY.get();
    }
}
