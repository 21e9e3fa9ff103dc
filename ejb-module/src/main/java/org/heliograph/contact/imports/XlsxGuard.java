package org.heliograph.contact.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.heliograph.platform.error.InvalidException;

/**
 * Refuses a workbook that would fill the memory: too many parts, too large when unpacked, or packed far beyond what
 * tables reach. Sizes are counted while unpacking, since the directory of an archive may lie.
 */
final class XlsxGuard {

    private static final int PARTS = 2_000;
    private static final long UNPACKED = 4L << 30;

    /** Texts that cells share are held in memory while the sheet is read. */
    private static final long SHARED_TEXTS = 128L << 20;

    private static final long RATIO = 200;
    private static final long RATIO_COUNTS_FROM = 32L << 20;

    private XlsxGuard() {}

    static void check(Path file) throws IOException {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            if (archive.size() > PARTS) {
                throw refused();
            }
            if (archive.getEntry("xl/workbook.xml") == null) {
                throw new InvalidException("file_type", "file");
            }
            long total = 0;
            Enumeration<? extends ZipEntry> entries = archive.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".xml")) {
                    total += unpackedSize(archive, entry);
                }
                if (total > UNPACKED) {
                    throw refused();
                }
            }
        } catch (ZipException e) {
            throw new InvalidException("file_xlsx_broken", "file", 1);
        }
    }

    private static long unpackedSize(ZipFile archive, ZipEntry entry) throws IOException {
        boolean shared = entry.getName().toLowerCase(java.util.Locale.ROOT).endsWith("sharedstrings.xml");
        long limit = shared ? SHARED_TEXTS : UNPACKED;
        long packed = Math.max(1, entry.getCompressedSize());
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (InputStream stream = archive.getInputStream(entry)) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                size += read;
                if (size > limit || size > RATIO_COUNTS_FROM && size / packed > RATIO) {
                    throw refused();
                }
            }
        }
        return size;
    }

    private static InvalidException refused() {
        return new InvalidException("file_xlsx_bomb", "file");
    }
}
