package org.heliograph.web.webhook;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.heliograph.channel.Connections;
import org.heliograph.channel.ProviderAccountService;
import org.heliograph.channel.ProviderAccountService.StoredAccount;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.WebhookReply;
import org.heliograph.channel.WebhookRequest;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/**
 * Hands a carrier's call to the account whose key ends the address. The key is unguessable; the account's connection checks
 * whatever signature its carrier gives. An account that is not connected here yet is answered with 503, so that the carrier
 * calls again.
 */
@WebServlet("/webhooks/*")
public class WebhookServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Ours; the largest callbacks known, batches of status updates, are a tenth of it. */
    static final int MAX_BODY = 1024 * 1024;

    @Inject
    private transient ProviderAccountService accounts;

    @Inject
    private transient Connections connections;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        receive(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        receive(request, response);
    }

    private void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        Optional<StoredAccount> account = path == null || path.length() < 2
                ? Optional.empty()
                : Callers.callAs(Caller.SYSTEM, () -> accounts.findByWebhookKey(path.substring(1)));
        if (account.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        Optional<ProviderConnection> connection =
                connections.find(account.get().account().id());
        if (connection.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        WebhookRequest call = new WebhookRequest(request.getMethod(), headers(request), query(request), body);
        WebhookReply reply = Callers.callAs(
                Caller.engineOf(account.get().companyId()),
                () -> connection.get().receive(call));
        response.setStatus(reply.status());
        response.setContentType(reply.contentType());
        response.getOutputStream().write(reply.body().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name)));
        }
        return headers;
    }

    /** The query alone: reading parameters would swallow the body of a form. */
    static Map<String, List<String>> query(HttpServletRequest request) {
        Map<String, List<String>> query = new HashMap<>();
        String text = request.getQueryString();
        for (String pair : text == null ? new String[0] : text.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            query.computeIfAbsent(decode(name), n -> new ArrayList<>()).add(decode(value));
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A stray percent sign is what the carrier meant.
            return text;
        }
    }
}
