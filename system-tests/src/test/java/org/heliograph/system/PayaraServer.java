package org.heliograph.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.heliograph.system.Http.Answer;

/**
 * The EAR on Payara Server, as an administrator sets it up: a fresh domain, made by {@code
 * server-config/payara-server/configure}, with a PostgreSQL and the carrier simulator beside it.
 */
final class PayaraServer implements Installation, AutoCloseable {

    private static final Duration SETUP = Duration.ofMinutes(10);
    private static final Duration STOP = Duration.ofMinutes(4);
    private static final Duration READY = Duration.ofMinutes(3);
    private static final String DOMAIN = "heliograph";

    /** Offsets of a domain's ports from the first of its hundred. */
    private static final int[] OFFSETS = {9, 37, 38, 39, 48, 49, 59, 66, 76, 80, 81, 86};

    private static final int HTTP = 80;
    private static final int ADMIN = 48;

    private final Path work = Product.newDirectory("payara-server");
    private final Path asadmin = Path.of(System.getProperty("heliograph.payara-server"), "bin", "asadmin");
    private final Path credentials = work.resolve("credentials.properties");
    private final int portBase = freePortBase();
    private final int simulatorPort = Product.freePort();
    private final int smppPort = Product.freePort();
    private final int smtpPort = Product.freePort();
    private final int bouncePort = Product.freePort();
    private final Map<String, String> keys = new HashMap<>();

    private EmbeddedPostgres database;
    private Process simulator;

    static PayaraServer start() {
        PayaraServer server = new PayaraServer();
        try {
            server.writeCredentials();
            server.startDatabase();
            server.startSimulator();
            server.configure();
            server.deploy();
            return server;
        } catch (IOException e) {
            server.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | AssertionError e) {
            server.close();
            throw e;
        }
    }

    private void writeCredentials() throws IOException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        keys.put("db.owner.password", "owner:pass=word");
        keys.put("db.app.password", "app:pass=word");
        keys.put("jms.password", "jms:pass=word");
        keys.put("demo.api.key", "hk_demo_payara_server");
        keys.put("rbm.client.token", "client-token");
        keys.put("rbm.webhook.key", "webhook-key");
        keys.put("secret.key", Base64.getEncoder().encodeToString(secret));
        Files.write(
                credentials,
                keys.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }

    private void startDatabase() throws IOException {
        database = EmbeddedPostgres.builder()
                .setPort(Product.freePort())
                .setDataDirectory(work.resolve("postgresql"))
                .setServerConfig("max_connections", "200")
                .setServerConfig("timezone", "UTC")
                .start();
        String roles = Files.readString(serverConfig("postgres").resolve("roles.sql"))
                .replace(":'owner_password'", "'" + keys.get("db.owner.password") + "'")
                .replace(":'app_password'", "'" + keys.get("db.app.password") + "'");
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : roles.split(";\\s*\n")) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("roles.sql does not run", e);
        }
    }

    private void startSimulator() {
        simulator = Commands.start(
                work.resolve("simulator.log"),
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dsimulator.http.port=" + simulatorPort,
                        "-Dsimulator.smpp.port=" + smppPort,
                        "-Dsimulator.smtp.port=" + smtpPort,
                        "-Dsimulator.bounce.smtp=localhost:" + bouncePort,
                        "-Dsimulator.rbm.webhook=" + address() + "/webhooks/" + keys.get("rbm.webhook.key"),
                        "-Dsimulator.rbm.clientToken=" + keys.get("rbm.client.token"),
                        "-Dsimulator.data=" + work.resolve("simulator"),
                        "-javaagent:" + watch(),
                        "-cp",
                        Background.classPath(),
                        "org.heliograph.simulator.Simulator"));
        Eventually.isTrue(READY, "the simulator", () -> answers(demo("simulator") + "/api/health"));
    }

    private void configure() {
        Map<String, String> settings = new HashMap<>();
        settings.put("ASADMIN", asadmin.toString());
        settings.put("DOMAIN", DOMAIN);
        settings.put("DOMAIN_DIR", work.resolve("domains").toString());
        settings.put("PORT_BASE", Integer.toString(portBase));
        settings.put("HEAP", "1g");
        settings.put("JVM_OPTIONS", "-javaagent:" + watch());
        settings.put("DB_URL", "jdbc:postgresql://localhost:" + database.getPort() + "/heliograph");
        settings.put("DRIVER", System.getProperty("heliograph.dist") + "/postgresql.jar");
        settings.put("CREDENTIALS", credentials.toString());
        settings.put("DATA", work.resolve("files").toString());
        settings.put("ADDRESS", address());
        settings.put("DEMO", demo("simulator"));
        settings.put("DEMO_SMPP_PORT", Integer.toString(smppPort));
        settings.put("DEMO_SMTP_PORT", Integer.toString(smtpPort));
        settings.put("DEMO_BOUNCE_PORT", Integer.toString(bouncePort));
        Commands.run(
                SETUP,
                work.resolve("configure.log"),
                settings,
                List.of(serverConfig("payara-server").resolve("configure").toString()));
    }

    /** Deploys the EAR, or deploys it again. */
    void deploy() {
        Commands.run(
                SETUP,
                work.resolve("deploy.log"),
                Map.of(),
                List.of(
                        asadmin.toString(),
                        "--port",
                        Integer.toString(portBase + ADMIN),
                        "deploy",
                        "--name",
                        "heliograph",
                        "--force=true",
                        System.getProperty("heliograph.ear")));
        Eventually.isTrue(READY, "the login page; see " + work, () -> answers(address() + "/login.xhtml"));
    }

    private static boolean answers(String address) {
        try {
            Answer answer = Http.get(address);
            return answer.status() == 200;
        } catch (UncheckedIOException notUpYet) {
            return false;
        }
    }

    /** Ends a JVM when that of the tests has gone. */
    private static String watch() {
        return System.getProperty("heliograph.agent") + "="
                + ProcessHandle.current().pid();
    }

    private static Path serverConfig(String folder) {
        return Path.of(System.getProperty("heliograph.root"), "server-config", folder);
    }

    private static int freePortBase() {
        return IntStream.iterate(20_000, base -> base < 32_000, base -> base + 100)
                .filter(base -> IntStream.of(OFFSETS).allMatch(offset -> isFree(base + offset)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No hundred ports are free."));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    List<Integer> ports() {
        return IntStream.concat(
                        IntStream.of(OFFSETS).map(offset -> portBase + offset),
                        IntStream.of(simulatorPort, smppPort, smtpPort, bouncePort, database.getPort()))
                .boxed()
                .toList();
    }

    boolean hasLeftItsPorts() {
        return ports().stream().allMatch(PayaraServer::isFree);
    }

    @Override
    public String address() {
        return "http://localhost:" + (portBase + HTTP);
    }

    @Override
    public String demo(String name) {
        return switch (name) {
            case "address" -> address();
            case "simulator" -> "http://localhost:" + simulatorPort;
            case "api key" -> keys.get("demo.api.key");
            default -> throw new AssertionError("Nobody is told \"" + name + "\" here.");
        };
    }

    @Override
    public void close() {
        if (Files.exists(work.resolve("domains"))) {
            Commands.run(
                    SETUP,
                    work.resolve("stop.log"),
                    Map.of(),
                    List.of(
                            asadmin.toString(),
                            "stop-domain",
                            "--timeout",
                            Long.toString(STOP.toSeconds()),
                            "--domaindir",
                            work.resolve("domains").toString(),
                            DOMAIN));
        }
        if (simulator != null) {
            Commands.stop(simulator);
        }
        if (database != null) {
            try {
                database.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
