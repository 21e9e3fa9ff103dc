package org.heliograph.asset.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.heliograph.asset.MediaRemoved;
import org.heliograph.platform.Setting;
import org.heliograph.platform.error.InvalidException;

/**
 * The library's files, kept under their tokens in {@code media/<company>} of the installation's data folder, which servers
 * share if there are several.
 */
@ApplicationScoped
public class MediaFiles {

    /** Bytes a file may have. */
    public static final long BYTES = 500L << 20;

    /** Where a file of the company is; its token has no folder in it. */
    public static Path of(long company, String token) {
        return folder(company).resolve(Path.of(token).getFileName());
    }

    private static Path folder(long company) {
        return library().resolve(Long.toString(company));
    }

    static Path library() {
        return Path.of(Setting.DATA.get()).resolve("media");
    }

    /**
     * Keeps an upload; returns how many bytes it has.
     *
     * @throws InvalidException if it is empty or too large; nothing is left of it
     */
    public static long store(long company, String token, InputStream upload) throws IOException {
        Files.createDirectories(folder(company));
        try {
            return copy(upload, of(company, token));
        } catch (IOException | InvalidException e) {
            delete(company, token);
            throw e;
        }
    }

    private static long copy(InputStream upload, Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            for (int read = upload.read(buffer); read >= 0; read = upload.read(buffer)) {
                size += read;
                if (size > BYTES) {
                    throw new InvalidException("media_large", null, BYTES >> 20);
                }
                out.write(buffer, 0, read);
            }
        }
        if (size == 0) {
            throw new InvalidException("media_empty", null);
        }
        return size;
    }

    public static void delete(long company, String token) {
        try {
            Files.deleteIfExists(of(company, token));
        } catch (IOException e) {
            throw new UncheckedIOException("A file of the media library cannot be deleted", e);
        }
    }

    void delete(@Observes(during = TransactionPhase.AFTER_SUCCESS) MediaRemoved event) {
        delete(event.companyId(), event.token());
    }
}
