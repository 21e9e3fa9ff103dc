package org.heliograph.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ResourceBundle;
import org.heliograph.web.i18n.Texts;

/**
 * Refuses a request of more bytes than an upload may have before any of it is stored. One that does not say its length is
 * cut off by the container at the limits of web.xml. First of the filters, see web.xml.
 */
public class UploadLimitFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** As {@code max-request-size} of web.xml: 500 MB and the other fields of a form. */
    private static final long BYTES = 529_530_880;
    /** Of a file of contacts, 200 MB and the other fields. */
    private static final long IMPORT_BYTES = 214_958_080;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean contacts = request.getServletPath().startsWith("/contact/");
        if (request.getContentLengthLong() <= (contacts ? IMPORT_BYTES : BYTES)) {
            chain.doFilter(request, response);
            return;
        }
        String text = ResourceBundle.getBundle(Texts.class.getName(), request.getLocale())
                .getString(contacts ? "imports.tooLarge" : "media.tooLarge");
        response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        response.setHeader("Connection", "close");
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
