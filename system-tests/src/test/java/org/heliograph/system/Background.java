package org.heliograph.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A Java process beside the product; its output goes to a file next to its data. */
final class Background implements AutoCloseable {

    private final List<String> command;
    private final Path log;
    private final int port;
    private Process process;

    /** @param port it listens on this one when it is ready */
    Background(Path data, int port, List<String> arguments) {
        this.command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(arguments);
        this.log = data.resolveSibling(data.getFileName() + ".log");
        this.port = port;
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    Background start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
        Eventually.isTrue(Duration.ofSeconds(60), "port " + port + "; see " + log, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("It did not start; see " + log);
            }
            return isOpen(port);
        });
        return this;
    }

    static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
