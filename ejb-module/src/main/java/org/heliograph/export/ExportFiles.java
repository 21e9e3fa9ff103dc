package org.heliograph.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.platform.Setting;

/**
 * Where files are: under random names in {@code exports/<company>} of the installation's data folder, which servers share
 * if there are several.
 */
final class ExportFiles {

    private ExportFiles() {}

    static Path of(long company, String name) {
        Path folder = root().resolve(Long.toString(company));
        try {
            return Files.createDirectories(folder).resolve(Path.of(name).getFileName());
        } catch (IOException e) {
            throw new UncheckedIOException("The folder for exports cannot be made: " + folder, e);
        }
    }

    private static Path root() {
        return Path.of(Setting.DATA.get()).resolve("exports");
    }

    /** Deletes what was last written before the time, also leftovers of interrupted attempts. */
    static void deleteOlderThan(Instant time) {
        if (!Files.isDirectory(root())) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root())) {
            List<Path> files = paths.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Old exports cannot be deleted", e);
        }
    }
}
