package org.heliograph.channel;

import java.nio.ByteBuffer;

/**
 * Characters of two UTF-16 units, such as emoji, that are torn apart by the border of two parts of a long message: only the
 * joined user data of its parts is text (3GPP TS 23.040 section 9.2.3.24.1). JSON and the database hold no half, so until
 * then one travels as U+FFFF, which is no character, followed by U+E000 to U+E7FF in place of U+D800 to U+DFFF.
 */
public final class TornCharacters {

    private static final char MARK = '\uFFFF';
    private static final char FIRST = '\uE000';
    private static final char LAST = FIRST + (Character.MAX_SURROGATE - Character.MIN_SURROGATE);
    private static final int UNKNOWN = 0xFFFD;

    private TornCharacters() {}

    /** The text of a part in UCS-2, its halves set aside. */
    public static String keep(byte[] ucs2) {
        StringBuilder text = new StringBuilder();
        ByteBuffer.wrap(ucs2).asCharBuffer().codePoints().forEach(c -> {
            if (isHalf(c)) {
                text.append(MARK).append((char) (c - Character.MIN_SURROGATE + FIRST));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }

    /** The text of parts that {@link #keep} has read, joined; a half whose other half is missing is U+FFFD. */
    public static String mend(String parts) {
        if (parts.indexOf(MARK) < 0) {
            return parts;
        }
        StringBuilder text = new StringBuilder(parts.length());
        for (int i = 0; i < parts.length(); i++) {
            char c = parts.charAt(i);
            char next = i + 1 < parts.length() ? parts.charAt(i + 1) : 0;
            if (c == MARK && next >= FIRST && next <= LAST) {
                text.append((char) (next - FIRST + Character.MIN_SURROGATE));
                i++;
            } else {
                text.append(c);
            }
        }
        return text.codePoints()
                .map(c -> isHalf(c) ? UNKNOWN : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
