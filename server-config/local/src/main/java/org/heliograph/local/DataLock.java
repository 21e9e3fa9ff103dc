package org.heliograph.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A data directory belongs to one launcher at a time. The lock goes with its process, however that ends. */
final class DataLock implements AutoCloseable {

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataLock take(Path data) {
        try {
            Files.createDirectories(data);
            FileChannel channel = FileChannel.open(
                    data.resolve("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw inUse(data);
            }
            return new DataLock(channel);
        } catch (OverlappingFileLockException e) {
            throw inUse(data);
        } catch (IOException e) {
            throw new StartupException(
                    "The data directory " + data + " cannot be written to; set another with -Dheliograph.data=…", e);
        }
    }

    private static StartupException inUse(Path data) {
        return new StartupException("Heliograph already runs on the data directory " + data
                + "; stop it, or set another with -Dheliograph.data=…");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
