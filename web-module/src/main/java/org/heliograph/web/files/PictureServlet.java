package org.heliograph.web.files;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.heliograph.account.PictureService;

/** Gives users their own picture. Its address carries its version, so a browser may keep it. */
@WebServlet(PictureServlet.PATH)
public class PictureServlet extends HttpServlet {

    public static final String PATH = "/account/picture";
    private static final long serialVersionUID = 1L;

    @Inject
    private transient PictureService pictures;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<byte[]> picture = pictures.find();
        if (picture.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("image/png");
        response.setHeader("Cache-Control", "private, max-age=86400");
        response.setContentLength(picture.get().length);
        response.getOutputStream().write(picture.get());
    }
}
