package org.heliograph.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Java child of the launcher, with its output in a log file of its own. */
final class ChildProcess implements AutoCloseable {

    private static final long STOP_SECONDS = 20;

    private final String name;
    private final Path log;
    private final Process process;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts {@code java} with the arguments; the child ends when this JVM does. */
    static ChildProcess java(String name, LocalSettings settings, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(
                "-javaagent:" + settings.agent() + "=" + ProcessHandle.current().pid());
        command.addAll(arguments);
        Path log = settings.data().resolve("logs").resolve(name + ".log");
        try {
            Files.createDirectories(log.getParent());
            File file = log.toFile();
            Process process = new ProcessBuilder(command)
                    .directory(settings.data().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(file))
                    .start();
            return new ChildProcess(name, log, process);
        } catch (IOException e) {
            throw new StartupException("Could not start " + name + ": " + e.getMessage(), e);
        }
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    boolean hasLogged(String text) {
        try {
            return Files.exists(log)
                    && Files.readString(log, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    /** Why it ended: the last line of its log. */
    String lastWords() {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .orElse("no output");
        } catch (IOException e) {
            return "see " + log;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
