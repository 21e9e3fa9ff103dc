package org.heliograph.web.rest;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.heliograph.apiaccess.ApiKey;
import org.heliograph.apiaccess.ApiMessageService;
import org.heliograph.apiaccess.ApiScope;
import org.heliograph.apiaccess.IdempotentSubmitService;
import org.heliograph.apiaccess.IdempotentSubmitService.Submitted;
import org.heliograph.apiaccess.SendMessage;
import org.heliograph.platform.Json;

/**
 * Takes single messages. Programs send thousands a second here, and JAX-RS takes as much time as everything else that the
 * server does for one; so this address, with all its methods, is a servlet.
 */
@WebServlet({MessagesServlet.PATH, MessagesServlet.PATH + "/"})
public class MessagesServlet extends HttpServlet {

    static final String PATH = ApiApplication.PATH + "/messages";

    private static final long serialVersionUID = 1L;
    private static final String JSON = "application/json";

    @Inject
    private transient ApiMessageService messages;

    @Inject
    private transient IdempotentSubmitService submits;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!"POST".equals(request.getMethod())) {
            response.setHeader("Allow", "POST");
            Problems.send(request, response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "method_not_allowed");
        } else if (!isJson(request.getContentType())) {
            Problems.send(request, response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "media_type_unsupported");
        } else {
            answer(request, response);
        }
    }

    private static boolean isJson(String type) {
        return type != null && JSON.equalsIgnoreCase(type.split(";", 2)[0].trim());
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Submitted submitted;
        try {
            submitted = send(request);
        } catch (RuntimeException e) {
            Problems.send(response, Problems.of(request, e));
            return;
        }
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setContentType(JSON);
        response.setHeader("Location", request.getContextPath() + PATH + "/" + submitted.id());
        if (submitted.replayed()) {
            response.setHeader("Idempotent-Replayed", "true");
        }
        AcceptedMessage accepted = new AcceptedMessage(submitted.id(), "queued");
        response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(accepted));
    }

    private Submitted send(HttpServletRequest request) throws IOException {
        ApiKey key = ApiFilter.key();
        key.require(ApiScope.OMNI_API);
        SendMessage command = JsonBody.read(SendMessageRequest.class, request.getInputStream())
                .command();
        String name = request.getHeader("Idempotency-Key");
        return name == null ? new Submitted(messages.send(key, command), false) : submits.send(key, command, name);
    }
}
