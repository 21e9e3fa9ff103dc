package org.heliograph.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops the PostgreSQL of an earlier launcher on the same data directory that was killed outright. */
final class Leftovers {

    private Leftovers() {}

    static void stop(LocalSettings settings) {
        findPostmaster(settings).ifPresent(postmaster -> {
            postmaster.destroy();
            try {
                postmaster.onExit().get(30, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new StartupException(
                        "An earlier PostgreSQL (process " + postmaster.pid() + ") does not stop; stop it by hand.", e);
            } catch (InterruptedException | ExecutionException e) {
                Thread.currentThread().interrupt();
                throw new StartupException("Interrupted.", e);
            }
        });
    }

    /** The running server of this data directory, by the file that PostgreSQL keeps while it runs. */
    static Optional<ProcessHandle> findPostmaster(LocalSettings settings) {
        Path pidFile = settings.data().resolve("postgresql").resolve("data").resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
            String directory = pidFile.getParent().toString();
            return ProcessHandle.of(pid)
                    .filter(handle -> handle.info().commandLine().orElse("").contains(directory));
        } catch (IOException | RuntimeException e) {
            throw new StartupException("The file " + pidFile + " cannot be read: " + e.getMessage(), e);
        }
    }
}
