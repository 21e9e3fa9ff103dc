package org.heliograph.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * The database: PostgreSQL from embedded binaries with durable settings, or an external one. Either way two roles: the
 * owner of the schema, which only migrates, and {@code heliograph_app}, which owns nothing and so obeys row-level
 * security.
 */
final class Database implements AutoCloseable {

    static final String APP_ROLE = "heliograph_app";
    private static final String OWNER_ROLE = "heliograph";

    private final EmbeddedPostgres server;
    private final String url;
    private final String owner;
    private final String ownerPassword;
    private final String appPassword;

    private Database(EmbeddedPostgres server, String url, String owner, String ownerPassword, String appPassword) {
        this.server = server;
        this.url = url;
        this.owner = owner;
        this.ownerPassword = ownerPassword;
        this.appPassword = appPassword;
    }

    static Database start(LocalSettings settings, Credentials credentials) {
        return settings.embeddedDatabase() ? embedded(settings, credentials) : external(settings, credentials);
    }

    private static Database embedded(LocalSettings settings, Credentials credentials) {
        EmbeddedPostgres server;
        try {
            Path directory = settings.data().resolve("postgresql");
            server = EmbeddedPostgres.builder()
                    .setPort(settings.dbPort())
                    .setDataDirectory(directory.resolve("data"))
                    .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_buffers", "512MB")
                    .setServerConfig("max_wal_size", "4GB")
                    .setServerConfig("wal_compression", "on")
                    .setServerConfig("timezone", "UTC")
                    .start();
        } catch (IOException | RuntimeException e) {
            throw new StartupException("PostgreSQL did not start: " + e.getMessage(), e);
        }
        String url = "jdbc:postgresql://localhost:" + settings.dbPort() + "/heliograph";
        String ownerPassword = credentials.get("db.owner.password");
        Database database = new Database(server, url, OWNER_ROLE, ownerPassword, credentials.get("db.app.password"));
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            createRole(connection, OWNER_ROLE, ownerPassword);
            createRole(connection, APP_ROLE, database.appPassword);
            if (!exists(connection, "select 1 from pg_database where datname = 'heliograph'")) {
                execute(connection, "create database heliograph owner " + OWNER_ROLE);
            }
        } catch (SQLException e) {
            database.close();
            throw new StartupException("The database could not be prepared: " + e.getMessage(), e);
        }
        return database;
    }

    private static Database external(LocalSettings settings, Credentials credentials) {
        Properties parsed = Driver.parseURL(settings.dbUrl(), null);
        if (parsed == null || parsed.getProperty("user") == null) {
            throw new StartupException("-Dheliograph.db.url must look like"
                    + " jdbc:postgresql://host:5432/database?user=owner&password=…");
        }
        Database database = new Database(
                null,
                settings.dbUrl().replaceAll("\\?.*$", ""),
                parsed.getProperty("user"),
                parsed.getProperty("password", ""),
                credentials.get("db.app.password"));
        try (Connection connection =
                DriverManager.getConnection(database.url, database.owner, database.ownerPassword)) {
            createRole(connection, APP_ROLE, database.appPassword);
        } catch (SQLException e) {
            throw new StartupException(
                    "The database at " + database.url + " cannot be used: " + e.getMessage()
                            + " (the user needs CREATEROLE, or the role " + APP_ROLE + " must exist)",
                    e);
        }
        return database;
    }

    private static void createRole(Connection connection, String role, String password) throws SQLException {
        boolean exists = exists(connection, "select 1 from pg_roles where rolname = '" + role + "'");
        execute(connection, (exists ? "alter" : "create") + " role " + role + " login password '" + password + "'");
    }

    private static boolean exists(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String url() {
        return url;
    }

    String owner() {
        return owner;
    }

    String ownerPassword() {
        return ownerPassword;
    }

    String appPassword() {
        return appPassword;
    }

    /** The embedded server's process; empty when the database is external. */
    Optional<ProcessHandle> serverProcess(LocalSettings settings) {
        return server == null ? Optional.empty() : Leftovers.findPostmaster(settings);
    }

    @Override
    public void close() {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new StartupException("PostgreSQL did not stop cleanly: " + e.getMessage(), e);
        }
    }
}
