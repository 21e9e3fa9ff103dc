package org.heliograph.asset.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.heliograph.asset.MediaFormat;

/**
 * Tells a file's format by how it begins. Its name only decides between formats that begin alike: old Office documents,
 * and plain texts.
 */
public final class FormatDetection {

    private static final int HEAD = 1 << 13;

    /** Beginnings as ISO 8859-1; a dot stands for any byte. */
    private static final Map<String, MediaFormat> BEGINNINGS = new LinkedHashMap<>();

    static {
        BEGINNINGS.put("\u00ff\u00d8\u00ff", MediaFormat.JPG);
        BEGINNINGS.put("\u0089PNG\r\n\u001a\n", MediaFormat.PNG);
        BEGINNINGS.put("GIF87a", MediaFormat.GIF);
        BEGINNINGS.put("GIF89a", MediaFormat.GIF);
        BEGINNINGS.put("RIFF....WEBP", MediaFormat.WEBP);
        BEGINNINGS.put("RIFF....WAVE", MediaFormat.WAV);
        BEGINNINGS.put("BM....\u0000\u0000\u0000\u0000", MediaFormat.BMP);
        BEGINNINGS.put("....ftypM4A", MediaFormat.M4A);
        BEGINNINGS.put("....ftypqt", MediaFormat.MOV);
        BEGINNINGS.put("....ftyp", MediaFormat.MP4);
        BEGINNINGS.put("ID3", MediaFormat.MP3);
        BEGINNINGS.put("\u00ff\u00fb", MediaFormat.MP3);
        BEGINNINGS.put("\u00ff\u00f3", MediaFormat.MP3);
        BEGINNINGS.put("\u00ff\u00f2", MediaFormat.MP3);
        BEGINNINGS.put("OggS", MediaFormat.OGG);
        BEGINNINGS.put("#!AMR", MediaFormat.AMR);
        BEGINNINGS.put("%PDF-", MediaFormat.PDF);
        BEGINNINGS.put("{\\rtf", MediaFormat.RTF);
    }

    private static final String MATROSKA = "\u001aE\u00df\u00a3";
    private static final String OLD_OFFICE = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";
    private static final String ZIP = "PK\u0003\u0004";

    private FormatDetection() {}

    /** Empty for what the library does not take. */
    public static Optional<MediaFormat> detect(Path file, String name) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        Optional<MediaFormat> known = BEGINNINGS.entrySet().stream()
                .filter(entry -> begins(text, entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (known.isPresent()) {
            return known;
        }
        if (text.startsWith(MATROSKA)) {
            return text.contains("webm") ? Optional.of(MediaFormat.WEBM) : Optional.empty();
        }
        String extension = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        if (text.startsWith(OLD_OFFICE)) {
            return named(extension, MediaFormat.DOC, MediaFormat.XLS, MediaFormat.PPT);
        }
        if (text.startsWith(ZIP)) {
            return document(file);
        }
        return isText(head) ? named(extension, MediaFormat.CSV, MediaFormat.TXT) : Optional.empty();
    }

    private static boolean begins(String text, String beginning) {
        if (text.length() < beginning.length()) {
            return false;
        }
        for (int i = 0; i < beginning.length(); i++) {
            if (beginning.charAt(i) != '.' && beginning.charAt(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<MediaFormat> named(String extension, MediaFormat... formats) {
        for (MediaFormat format : formats) {
            if (format.name().equals(extension)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** Documents that are archives, by what they must hold. */
    private static Optional<MediaFormat> document(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry("word/document.xml") != null) {
                return Optional.of(MediaFormat.DOCX);
            }
            if (zip.getEntry("xl/workbook.xml") != null) {
                return Optional.of(MediaFormat.XLSX);
            }
            if (zip.getEntry("ppt/presentation.xml") != null) {
                return Optional.of(MediaFormat.PPTX);
            }
            if (zip.getEntry("mimetype") == null) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(zip.getEntry("mimetype"))) {
                String type = new String(in.readNBytes(HEAD), StandardCharsets.US_ASCII).strip();
                return Optional.ofNullable(Map.of(
                                MediaFormat.ODT.contentType(), MediaFormat.ODT,
                                MediaFormat.ODS.contentType(), MediaFormat.ODS)
                        .get(type));
            }
        } catch (ZipException e) {
            return Optional.empty();
        }
    }

    /** UTF-8 without control characters, and nothing that looks like a web page or a picture made of tags. */
    private static boolean isText(byte[] head) {
        CharBuffer text = CharBuffer.allocate(head.length);
        // Not the end of the input, so that a character cut in two is none that is malformed.
        boolean malformed = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(head), text, false)
                .isError();
        String read = text.flip().toString();
        return !malformed
                && read.chars().noneMatch(c -> c < ' ' && "\t\n\r\f".indexOf(c) < 0)
                && !read.replaceFirst("^\ufeff", "").stripLeading().startsWith("<");
    }
}
