package org.heliograph.asset.internal;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.heliograph.platform.Timed;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/**
 * Removes files that no row knows: what a server has left that died between the file of an upload and its row, or between
 * a removed row and its file.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MediaSweep {

    /** No upload takes so long. */
    private static final Duration AGE = Duration.ofDays(1);

    private static final int AT_ONCE = 1_000;

    @Inject
    private MediaRows rows;

    @Schedule(hour = "*", minute = "23", persistent = false)
    void sweep() {
        Timed.run("orphaned media", this::sweepNow);
    }

    /** For all companies. */
    public void sweepNow() {
        List<Path> old = old();
        for (int first = 0; first < old.size(); first += AT_ONCE) {
            remove(old.subList(first, Math.min(first + AT_ONCE, old.size())));
        }
    }

    private static List<Path> old() {
        Path library = MediaFiles.library();
        if (!Files.isDirectory(library)) {
            return List.of();
        }
        FileTime before = FileTime.fromMillis(System.currentTimeMillis() - AGE.toMillis());
        try (Stream<Path> files = Files.find(
                library,
                2,
                (file, facts) ->
                        facts.isRegularFile() && facts.lastModifiedTime().compareTo(before) < 0)) {
            return new ArrayList<>(files.toList());
        } catch (IOException e) {
            throw new UncheckedIOException("The media library cannot be read", e);
        }
    }

    private void remove(List<Path> files) {
        Map<String, Path> byToken = new HashMap<>();
        files.forEach(file -> byToken.put(file.getFileName().toString(), file));
        Set<String> known = Callers.callAs(Caller.SYSTEM, () -> rows.known(byToken.keySet()));
        byToken.keySet().removeAll(known);
        byToken.values().forEach(MediaSweep::delete);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("A file of the media library cannot be deleted", e);
        }
    }
}
