package org.heliograph.web.files;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heliograph.asset.Media;
import org.heliograph.asset.MediaKind;
import org.heliograph.asset.PublishedFile;
import org.heliograph.asset.PublishedFiles;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/**
 * Gives files of the media libraries to carriers and recipients, who know an address that nobody can guess. Nothing of
 * them is run: the type is that of the content, browsers may not guess another, and documents are only saved. Players may
 * ask for a part.
 */
@WebServlet(Media.PATH + "*")
public class FilesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final Pattern ADDRESS = Pattern.compile("/([A-Za-z0-9_-]{20,100})\\.([a-z0-9]{1,5})");
    private static final long AT_ONCE = 1 << 20;
    private static final Duration FRESH = Duration.ofHours(1);

    @Inject
    private transient PublishedFiles files;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<PublishedFile> found = find(request.getPathInfo());
        if (found.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        PublishedFile file = found.get();
        try {
            long length = Files.size(file.path());
            headers(request, response, file);
            String tag = '"' + request.getPathInfo().substring(1) + '"';
            response.setHeader("ETag", tag);
            Optional<ByteRange> range = isSame(request, tag) ? asked(request, length) : Optional.empty();
            if (range.isPresent() && !range.get().isSatisfiable()) {
                response.setHeader("Content-Range", "bytes */" + length);
                response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
                return;
            }
            range.ifPresent(part -> {
                response.setHeader("Content-Range", part.of(length));
                response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            });
            send(request, response, file, range.orElse(new ByteRange(0, length - 1)));
        } catch (NoSuchFileException e) {
            // It was deleted just now.
            response.reset();
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** A part is only of use beside parts of the same file; ours never change, so any other is another file. */
    private static boolean isSame(HttpServletRequest request, String tag) {
        String of = request.getHeader("If-Range");
        return of == null || of.equals(tag);
    }

    private static Optional<ByteRange> asked(HttpServletRequest request, long length) {
        return ByteRange.of(request.getHeader("Range"), length);
    }

    private static void send(
            HttpServletRequest request, HttpServletResponse response, PublishedFile file, ByteRange part)
            throws IOException {
        response.setContentLengthLong(part.length());
        if ("HEAD".equals(request.getMethod())) {
            return;
        }
        try (FileChannel from = FileChannel.open(file.path())) {
            WritableByteChannel to = Channels.newChannel(response.getOutputStream());
            long next = part.first();
            for (long sent = 1; sent > 0 && next <= part.last(); next += sent) {
                sent = from.transferTo(next, Math.min(AT_ONCE, part.last() + 1 - next), to);
            }
        }
    }

    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        doGet(request, response);
    }

    private Optional<PublishedFile> find(String path) {
        Matcher address = ADDRESS.matcher(path == null ? "" : path);
        return address.matches()
                ? Callers.callAs(Caller.SYSTEM, () -> files.find(address.group(1)))
                        .filter(file -> file.format().extension().equals(address.group(2)))
                : Optional.empty();
    }

    private static void headers(HttpServletRequest request, HttpServletResponse response, PublishedFile file) {
        boolean save = file.format().kind() == MediaKind.DOCUMENT || request.getParameter("save") != null;
        String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        response.setContentType(file.format().contentType());
        response.setHeader("Content-Disposition", (save ? "attachment" : "inline") + "; filename*=UTF-8''" + name);
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("Cache-Control", "public, max-age=" + FRESH.toSeconds());
    }
}
