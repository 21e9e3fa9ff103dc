package org.heliograph.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL that is not the launcher's: its data stays when it is killed. */
final class ExternalDatabase implements AutoCloseable {

    private final int port = Product.freePort();
    private final Path directory = Product.newDirectory("database");
    private EmbeddedPostgres server;

    /** Starts it for the first time, with an owner and a database for the product. */
    static ExternalDatabase create() {
        ExternalDatabase database = new ExternalDatabase();
        database.start();
        try (Connection connection = database.server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role heliograph login createrole password 'owner'");
            statement.execute("create database heliograph owner heliograph");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return database;
    }

    void start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(directory.resolve("data"))
                    .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/heliograph?user=heliograph&password=owner";
    }

    Rows rows() {
        return Rows.at(port);
    }

    /** Kills the server and its children, as a power cut would. */
    void kill() {
        List<ProcessHandle> processes = processes();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        close();
    }

    private List<ProcessHandle> processes() {
        try {
            Path pidFile = directory.resolve("data").resolve("postmaster.pid");
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
            return ProcessHandle.of(pid).stream()
                    .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a killed one this only gives the directory's lock back. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
