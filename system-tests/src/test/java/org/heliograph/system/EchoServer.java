package org.heliograph.system;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The application server with nothing but a servlet that answers with what it was sent. */
final class EchoServer implements AutoCloseable {

    private final int port = Product.freePort();
    private final Background process;

    /** Answers a POST with its body. */
    @WebServlet("/echo")
    public static class Echo extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setStatus(202);
            response.setContentType("application/json");
            request.getInputStream().transferTo(response.getOutputStream());
        }
    }

    private EchoServer() throws IOException {
        Path folder = Product.newDirectory("echo");
        process = new Background(
                folder,
                port,
                List.of(
                        "-Xmx512m",
                        "-jar",
                        Path.of(System.getProperty("heliograph.dist"), "payara-micro.jar")
                                .toString(),
                        "--nocluster",
                        "--disablephonehome",
                        "--rootDir",
                        folder.resolve("server").toString(),
                        "--port",
                        Integer.toString(port),
                        "--deploy",
                        war(folder).toString(),
                        "--contextroot",
                        "/"));
    }

    static EchoServer start() throws IOException {
        EchoServer server = new EchoServer();
        server.process.start();
        Eventually.isTrue(
                java.time.Duration.ofMinutes(1),
                "the echo",
                () -> Http.post(server.address(), "{}").status() == 202);
        return server;
    }

    String address() {
        return "http://localhost:" + port + "/echo";
    }

    private static Path war(Path folder) throws IOException {
        Path war = folder.resolve("echo.war");
        String name = Echo.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(war);
                ZipOutputStream zip = new ZipOutputStream(file);
                InputStream code = Echo.class.getClassLoader().getResourceAsStream(name)) {
            zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + name));
            code.transferTo(zip);
            zip.closeEntry();
        }
        return war;
    }

    @Override
    public void close() {
        process.close();
    }
}
