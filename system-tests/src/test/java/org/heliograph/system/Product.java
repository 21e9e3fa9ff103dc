package org.heliograph.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running product: the launcher as a process of its own, with its parts, on free ports and a data directory. */
public final class Product implements Installation, AutoCloseable {

    private static final Duration START = Duration.ofMinutes(5);
    private static final List<String> PORTS =
            List.of("http.port", "db.port", "jms.port", "simulator.port", "smpp.port", "smtp.port", "bounce.port");
    private static Product shared;

    private final Path data;
    private final Map<String, String> properties;
    private final Path log;
    private Process launcher;
    private Map<String, String> demo = Map.of();

    private Product(Path data, Map<String, String> properties) {
        this.data = data;
        this.properties = properties;
        this.log = newDirectory("log").resolve(data.getFileName() + ".log");
    }

    /**
     * The product that all tests share; stopped when the tests' JVM ends. While tests are written, {@code
     * -Dheliograph.running=<data directory>} names one that runs already.
     */
    static synchronized Product shared() {
        String running = System.getProperty("heliograph.running");
        if (shared == null && running != null) {
            shared = new Product(Path.of(running), Map.of());
            shared.readDemo();
        } else if (shared == null) {
            shared = create(newDirectory("product"), Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
            shared.start();
        }
        return shared;
    }

    /** A product of its own, not started yet. */
    static Product create(Path data, Map<String, String> extra) {
        Map<String, String> properties = new HashMap<>();
        PORTS.forEach(name -> properties.put("heliograph." + name, Integer.toString(freePort())));
        properties.putAll(extra);
        return new Product(data, properties);
    }

    static Path newDirectory(String name) {
        try {
            Path work = Files.createDirectories(Path.of(System.getProperty("heliograph.work"), "data"));
            return Files.createTempDirectory(work, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits until it is ready. */
    Product start() {
        launch();
        Eventually.isTrue(START, "the product to start; see " + log, () -> {
            if (!launcher.isAlive()) {
                throw new AssertionError("The product did not start: " + output());
            }
            return output().contains("Heliograph is ready.");
        });
        readDemo();
        return this;
    }

    private void readDemo() {
        demo = new HashMap<>();
        try {
            for (String line : Files.readAllLines(data.resolve("demo.txt"))) {
                String[] parts = line.split(": ", 2);
                demo.putIfAbsent(parts[0], parts[1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the process only. */
    void launch() {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.add("-Dheliograph.data=" + data);
        for (String name : List.of("heliograph.dist", "heliograph.agent")) {
            command.add("-D" + name + "=" + System.getProperty(name));
        }
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-cp", Background.classPath(), "org.heliograph.local.Launcher"));
        try {
            launcher = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String output() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the launcher to end and returns its exit code. */
    int awaitExit(Duration limit) {
        try {
            if (!launcher.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The launcher still runs: " + output());
            }
            return launcher.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A line of demo.txt, for example {@code api key}. */
    @Override
    public String demo(String name) {
        String value = demo.get(name);
        if (value == null) {
            throw new AssertionError("demo.txt has no \"" + name + "\"");
        }
        return value;
    }

    @Override
    public String address() {
        return demo("address");
    }

    Path data() {
        return data;
    }

    /** The port of its own PostgreSQL; that of one that runs already stands in the server's lock file. */
    int databasePort() {
        String port = properties.get("heliograph.db.port");
        return Integer.parseInt(port != null ? port : runningDatabase().get(3).strip());
    }

    private List<String> runningDatabase() {
        try {
            return Files.readAllLines(data.resolve("postgresql/data/postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String property(String name) {
        return properties.get("heliograph." + name);
    }

    /** The product's processes, the launcher among them. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(data.toString()))
                .toList();
    }

    /** The process of one part: {@code payara-micro}, {@code openmq}, {@code simulator}. */
    ProcessHandle part(String marker) {
        return launcher.toHandle()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(marker))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No process of " + marker));
    }

    /** The database server, of which each connection's process is a child. */
    ProcessHandle postmaster() {
        return ProcessHandle.of(Long.parseLong(runningDatabase().get(0).strip()))
                .orElseThrow();
    }

    ProcessHandle launcher() {
        return launcher.toHandle();
    }

    /** A part's log of the last start. */
    String log(String part) {
        try {
            return Files.readString(data.resolve("logs").resolve(part + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(90, TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException e) {
            launcher.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
