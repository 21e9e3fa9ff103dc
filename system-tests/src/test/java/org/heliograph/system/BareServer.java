package org.heliograph.system;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.ds.PGSimpleDataSource;

/** The application server with nothing but servlets that answer with what they were sent, and that insert it as a row. */
final class BareServer implements AutoCloseable {

    private static final String DATABASE = "bare.database";

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

    /** Answers a POST when its body is committed as a row, which is the least that a promise to send it takes. */
    @WebServlet("/insert")
    public static class Insert extends HttpServlet {
        private static final long serialVersionUID = 1L;

        /** The driver's own default: the statement is prepared when it comes for the fifth time. */
        private static final int PREPARE = 5;

        /** Those that no request uses now, each of a connection of its own. */
        private final transient Queue<PreparedStatement> free = new ConcurrentLinkedQueue<>();

        private static PreparedStatement prepare() {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(System.getProperty(DATABASE));
            database.setPrepareThreshold(PREPARE);
            try {
                return database.getConnection().prepareStatement("insert into bare_request (body) values (?::jsonb)");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            try {
                PreparedStatement statement = Optional.ofNullable(free.poll()).orElseGet(Insert::prepare);
                statement.setString(1, body);
                statement.executeUpdate();
                free.add(statement);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            response.setStatus(202);
            response.setContentType("application/json");
            response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private BareServer(Rows rows) throws IOException {
        Path folder = Product.newDirectory("bare");
        process = new Background(
                folder,
                port,
                List.of(
                        "-Xmx512m",
                        "-D" + DATABASE + "=" + rows.url(),
                        "-jar",
                        Path.of(System.getProperty("heliograph.dist"), "payara-micro.jar")
                                .toString(),
                        "--nohazelcast",
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

    /** @param rows the database to insert into */
    static BareServer start(Rows rows) throws IOException {
        rows.update("create table if not exists bare_request"
                + " (id bigint generated always as identity primary key, body jsonb)");
        BareServer server = new BareServer(rows);
        server.process.start();
        Eventually.isTrue(
                java.time.Duration.ofMinutes(1),
                "the echo",
                () -> Http.post(server.echo(), "{}").status() == 202);
        return server;
    }

    String echo() {
        return "http://localhost:" + port + "/echo";
    }

    String insert() {
        return "http://localhost:" + port + "/insert";
    }

    private static Path war(Path folder) throws IOException {
        Path war = folder.resolve("bare.war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            // The JVM looks for the class around a servlet, and may crash without it.
            for (Class<?> type : List.of(BareServer.class, Echo.class, Insert.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                try (InputStream code = type.getClassLoader().getResourceAsStream(name)) {
                    zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + name));
                    code.transferTo(zip);
                }
            }
            zip.putNextEntry(new ZipEntry("WEB-INF/lib/postgresql.jar"));
            Files.copy(driver(), zip);
        }
        return war;
    }

    private static Path driver() {
        try {
            return Path.of(PGSimpleDataSource.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
