package org.heliograph.local;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;

/**
 * Passwords and keys of this installation, made at the first start and kept in the data directory, readable by their
 * owner only. The application reads the same file.
 */
final class Credentials {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties values = new Properties();

    Credentials(Path data) {
        this.file = data.resolve("credentials.properties");
        try {
            if (Files.exists(file)) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    values.load(reader);
                }
            }
            addMissing();
            store();
        } catch (IOException e) {
            throw new StartupException("The file " + file + " cannot be read or written: " + e.getMessage(), e);
        }
    }

    private void addMissing() {
        values.putIfAbsent("db.owner.password", token(24));
        values.putIfAbsent("db.app.password", token(24));
        values.putIfAbsent("jms.password", token(24));
        values.putIfAbsent("demo.api.key", "hk_demo_" + token(24));
        values.putIfAbsent("rbm.client.token", token(24));
        values.putIfAbsent("rbm.webhook.key", token(24));
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        values.putIfAbsent("secret.key", Base64.getEncoder().encodeToString(key));
    }

    private void store() throws IOException {
        if (!Files.exists(file)) {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            values.store(writer, "Passwords and keys of this installation. Keep them: stored secrets depend on them.");
        }
    }

    Path file() {
        return file;
    }

    String get(String name) {
        return values.getProperty(name);
    }

    private static String token(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
