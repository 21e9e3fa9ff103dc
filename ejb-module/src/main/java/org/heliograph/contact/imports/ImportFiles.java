package org.heliograph.contact.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.heliograph.platform.Setting;
import org.heliograph.platform.error.InvalidException;

/**
 * Uploaded files, kept under random names in {@code imports/<company>} of the installation's data folder, which servers
 * share if there are several.
 */
final class ImportFiles {

    /** Bytes a file may have. */
    static final long BYTES = 200L << 20;

    private ImportFiles() {}

    static Path folder(long company) {
        return root().resolve(Long.toString(company));
    }

    private static Path root() {
        return Path.of(Setting.DATA.get()).resolve("imports");
    }

    /** Where a file of the company is; its name has no folder in it. */
    static Path of(long company, String name) {
        return folder(company).resolve(Path.of(name).getFileName());
    }

    /**
     * Keeps an upload.
     *
     * @return the new file, without an extension
     * @throws InvalidException if it is larger than 200 MB; nothing is left of it
     */
    static Path store(long company, InputStream upload) throws IOException {
        Path folder = Files.createDirectories(folder(company));
        Path file = folder.resolve(UUID.randomUUID().toString());
        try {
            copy(upload, file);
        } catch (IOException | InvalidException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return file;
    }

    /**
     * Deletes what no import needs, also leftovers of uploads that were broken off.
     *
     * @param needed files to be kept
     * @param before younger files may belong to imports that are not committed yet
     */
    static void deleteAllBut(Set<Path> needed, Instant before) {
        Path root = root();
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                if (!needed.contains(file)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Files of imports cannot be deleted", e);
        }
    }

    private static void copy(InputStream upload, Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            for (int read = upload.read(buffer); read >= 0; read = upload.read(buffer)) {
                size += read;
                if (size > BYTES) {
                    throw new InvalidException("file_large", "file", BYTES >> 20);
                }
                out.write(buffer, 0, read);
            }
        }
    }
}
