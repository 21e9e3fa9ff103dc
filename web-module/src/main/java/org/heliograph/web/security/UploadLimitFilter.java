package org.heliograph.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ResourceBundle;
import org.heliograph.web.i18n.Texts;

/**
 * Refuses a request of more bytes than an upload may have before any of it is stored. One that does not say its length is
 * cut off by the container at the limits of web.xml. First of the filters, see web.xml.
 */
public class UploadLimitFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** What is uploaded where; first those with the more room. */
    private enum Limit {
        /** As {@code max-request-size} of web.xml: 500 MB and the other fields of a form. */
        MEDIA(529_530_880, "media.tooLarge", "/asset/", "/broadcast/"),
        /** A file of contacts, 200 MB and the other fields. */
        IMPORT(214_958_080, "imports.tooLarge", "/contact/"),
        /** Forms, and what programs and carriers send. */
        OTHER(10_485_760, "media.requestTooLarge", "/");

        private static final List<Limit> ALL = List.of(values());

        private final long bytes;
        private final String text;
        private final List<String> folders;

        Limit(long bytes, String text, String... folders) {
            this.bytes = bytes;
            this.text = text;
            this.folders = List.of(folders);
        }

        static Limit of(HttpServletRequest request) {
            String path = request.getServletPath();
            for (Limit limit : ALL) {
                for (String folder : limit.folders) {
                    if (path.startsWith(folder)) {
                        return limit;
                    }
                }
            }
            return OTHER;
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Limit limit = Limit.of(request);
        if (request.getContentLengthLong() <= limit.bytes) {
            chain.doFilter(request, response);
            return;
        }
        String text = ResourceBundle.getBundle(Texts.class.getName(), request.getLocale())
                .getString(limit.text);
        response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        response.setHeader("Connection", "close");
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
