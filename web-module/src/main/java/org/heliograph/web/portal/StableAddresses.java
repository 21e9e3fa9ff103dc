package org.heliograph.web.portal;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Addresses that documents name, whatever the page behind them is called. */
@WebServlet({"/media/sender-ids", "/media/content-templates", "/api-accesses"})
public class StableAddresses extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Map<String, String> PAGES = Map.of(
            "/media/sender-ids", "/asset/senders.xhtml",
            "/media/content-templates", "/asset/content-templates.xhtml",
            "/api-accesses", "/apiaccess/keys.xhtml");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendRedirect(request.getContextPath() + PAGES.get(request.getServletPath()));
    }
}
