package org.heliograph.contact.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.heliograph.platform.error.InvalidException;

/** Finds out what a file is from its content; its name may say anything. */
public final class FileDetection {

    /** Character sets a CSV may have, by Java's names. */
    public static final List<String> ENCODINGS =
            List.of("UTF-8", "UTF-16LE", "UTF-16BE", "windows-1250", "windows-1252");

    public static final List<String> SEPARATORS = List.of(",", ";", "\t", "|");

    private static final int SAMPLE = 1 << 16;
    private static final byte[] OLE2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[] ZIP = {'P', 'K'};
    private static final List<String> OTHER_TYPES =
            List.of("%PDF", "<!DOCTYPE", "<html", "<?xml", "{\\rtf", "\u0089PNG");

    /** Bytes that are letters in windows-1250 and signs in windows-1252. */
    private static final String CENTRAL_EUROPEAN =
            "\u00b9\u00b3\u00bf\u009c\u009f\u00a3\u00a5\u00af\u00be\u009d\u008d\u008f\u008c";

    private FileDetection() {}

    /** What was found. Encoding and separator are null unless it is a CSV. */
    public record Detected(FileFormat format, String encoding, String separator) {}

    /**
     * @throws InvalidException if the file is empty, of another type, encrypted, or a bomb
     */
    public static Detected detect(Path file) throws IOException {
        byte[] sample = sample(file);
        if (sample.length == 0) {
            throw new InvalidException("file_empty", "file");
        }
        if (startsWith(sample, OLE2)) {
            throw new InvalidException("file_xls", "file");
        }
        if (startsWith(sample, ZIP)) {
            XlsxGuard.check(file);
            return new Detected(FileFormat.XLSX, null, null);
        }
        String encoding = encoding(file, sample);
        String text = new String(sample, Charset.forName(encoding)).replace("\ufeff", "");
        if (text.isBlank()) {
            throw new InvalidException("file_empty", "file");
        }
        String start = text.stripLeading();
        if (OTHER_TYPES.stream().anyMatch(type -> start.regionMatches(true, 0, type, 0, type.length()))) {
            throw new InvalidException("file_type", "file");
        }
        return new Detected(FileFormat.CSV, encoding, separator(text));
    }

    private static byte[] sample(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(SAMPLE);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        for (int i = 0; i < start.length; i++) {
            if (bytes.length <= i || bytes[i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static String encoding(Path file, byte[] sample) throws IOException {
        if (startsWith(sample, new byte[] {(byte) 0xFF, (byte) 0xFE})) {
            return "UTF-16LE";
        }
        if (startsWith(sample, new byte[] {(byte) 0xFE, (byte) 0xFF})) {
            return "UTF-16BE";
        }
        int[] zeros = new int[2];
        for (int i = 0; i < sample.length; i++) {
            zeros[i % 2] += sample[i] == 0 ? 1 : 0;
        }
        int quarter = sample.length / 4;
        if (zeros[1] > quarter && zeros[0] < quarter / 8 + 1) {
            return "UTF-16LE";
        }
        if (zeros[0] > quarter && zeros[1] < quarter / 8 + 1) {
            return "UTF-16BE";
        }
        if (zeros[0] + zeros[1] > 0) {
            throw new InvalidException("file_type", "file");
        }
        return isUtf8(file) ? "UTF-8" : singleByte(sample);
    }

    /** The whole file is looked at: the first letter with an accent may stand at its end. */
    private static boolean isUtf8(Path file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(SAMPLE);
        CharBuffer characters = CharBuffer.allocate(SAMPLE);
        try (var channel = Files.newByteChannel(file)) {
            while (channel.read(bytes) >= 0) {
                bytes.flip();
                CoderResult result = decoder.decode(bytes, characters, false);
                if (result.isError()) {
                    return false;
                }
                bytes.compact();
                characters.clear();
            }
        }
        return bytes.position() == 0;
    }

    private static String singleByte(byte[] sample) {
        String bytes = new String(sample, StandardCharsets.ISO_8859_1);
        int central = 0;
        int western = 0;
        for (int i = 1; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c >= 0x80 && Character.isLetter(bytes.charAt(i - 1))) {
                if (CENTRAL_EUROPEAN.indexOf(c) >= 0) {
                    central++;
                } else if (Character.isLetter(c)) {
                    western++;
                }
            }
        }
        return central > 0 && central * 4 >= western ? "windows-1250" : "windows-1252";
    }

    /** The one that cuts the first lines into the most columns, the same number in each. */
    private static String separator(String text) {
        List<String> lines =
                text.lines().filter(line -> !line.isBlank()).limit(30).toList();
        String best = ",";
        double bestScore = 0;
        for (String candidate : SEPARATORS) {
            int[] counts = lines.stream()
                    .mapToInt(line -> count(line, candidate.charAt(0)))
                    .toArray();
            int first = counts[0];
            long same = java.util.Arrays.stream(counts).filter(c -> c == first).count();
            double score = first * (double) same / counts.length;
            if (score > bestScore) {
                bestScore = score;
                best = candidate;
            }
        }
        return best;
    }

    private static int count(String line, char separator) {
        boolean quoted = false;
        int count = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                count++;
            }
        }
        return count;
    }

    /** The extension under which a file is kept. */
    static String extension(FileFormat format) {
        return "." + format.name().toLowerCase(Locale.ROOT);
    }
}
