package org.heliograph.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.channel.InvalidContentException;
import org.heliograph.platform.Json;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.ForbiddenException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.web.i18n.Texts;

/** Writes problems, in the language the client accepts (English or Spanish). */
final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class.getName());
    private static final int UNPROCESSABLE = 422;
    private static final String TYPE = "urn:heliograph:problem:";
    /** Codes of one family share the text and are told apart by the field. */
    private static final String CONTENT = "content_";

    private Problems() {}

    /** What became of a request that a rule refuses; everything else is our fault, and the log has the cause. */
    static Problem of(HttpServletRequest request, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof BusinessException e) {
                return of(request, status(e), e.code(), e.field(), e.values());
            }
            if (cause instanceof InvalidContentException e) {
                String field = e.field().isEmpty() ? "payload" : "payload." + e.field();
                return of(request, UNPROCESSABLE, "payload_invalid", field, e.getMessage());
            }
        }
        LOG.log(Level.SEVERE, "The request " + ApiFilter.requestId(request) + " failed", thrown);
        return of(request, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "unexpected", null, List.of());
    }

    static int status(BusinessException e) {
        if (e instanceof MalformedBodyException malformed) {
            return malformed.status();
        }
        if (e instanceof ForbiddenException) {
            return HttpServletResponse.SC_FORBIDDEN;
        }
        if (e instanceof NotFoundException) {
            return HttpServletResponse.SC_NOT_FOUND;
        }
        return e instanceof ConflictException ? HttpServletResponse.SC_CONFLICT : UNPROCESSABLE;
    }

    static Problem of(HttpServletRequest request, int status, String code, String field, List<Object> values) {
        String path = field != null && code.startsWith(CONTENT) ? "payload." + field : field;
        return of(request, status, code, path, text("error." + code, values, request.getLocale()));
    }

    private static Problem of(HttpServletRequest request, int status, String code, String field, String detail) {
        String title = text("problem." + status, List.of(), request.getLocale());
        return new Problem(TYPE + code, title, status, detail, code, field, ApiFilter.requestId(request));
    }

    /** Answers without JAX-RS. */
    static void send(HttpServletRequest request, HttpServletResponse response, int status, String code)
            throws IOException {
        send(response, of(request, status, code, null, List.of()));
    }

    static void send(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(problem));
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
