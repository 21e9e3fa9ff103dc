package org.heliograph.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.heliograph.platform.Json;
import org.heliograph.web.i18n.Texts;

/** Writes problems, in the language the client accepts (English or Spanish). */
final class Problems {

    private static final String TYPE = "urn:heliograph:problem:";
    /** Codes of one family share the text and are told apart by the field. */
    private static final String CONTENT = "content_";

    private Problems() {}

    static Response response(HttpServletRequest request, int status, String code, String field, List<Object> values) {
        return response(of(request, status, code, field, values));
    }

    static Response response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    static Problem of(HttpServletRequest request, int status, String code, String field, List<Object> values) {
        String path = field != null && code.startsWith(CONTENT) ? "payload." + field : field;
        return of(request, status, code, path, text("error." + code, values, request.getLocale()));
    }

    static Problem of(HttpServletRequest request, int status, String code, String field, String detail) {
        String title = text("problem." + status, List.of(), request.getLocale());
        return new Problem(TYPE + code, title, status, detail, code, field, ApiFilter.requestId(request));
    }

    /** Answers at once, before JAX-RS has a say. */
    static void send(HttpServletRequest request, HttpServletResponse response, int status, String code)
            throws IOException {
        response.setStatus(status);
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(of(request, status, code, null, List.of())));
    }

    private static String text(String key, List<Object> values, Locale wanted) {
        Locale locale = "es".equals(wanted.getLanguage()) ? wanted : Locale.ENGLISH;
        ResourceBundle bundle = ResourceBundle.getBundle(Texts.class.getName(), locale);
        if (!bundle.containsKey(key)) {
            return key;
        }
        // Numbers such as limits and ids are shown as they are, without separators.
        Object[] texts = values.stream().map(String::valueOf).toArray();
        return texts.length == 0
                ? bundle.getString(key)
                : new MessageFormat(bundle.getString(key), locale).format(texts);
    }
}
