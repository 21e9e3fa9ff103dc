package org.heliograph.channel;

import java.util.ArrayList;
import java.util.List;

/**
 * How a text is cut into short messages, 3GPP TS 23.040: a single one carries 140 octets, a part of a long one 134,
 * since its header takes six. Extension characters and surrogate pairs are never torn apart.
 *
 * @param extended whether a character of the extension table is used
 * @param characters what the counter shows: septets (extension characters count two) or UTF-16 units
 */
public record SmsSegmentation(Encoding encoding, boolean extended, int characters, List<String> segments) {

    /** Longest message the product accepts, in parts. */
    public static final int MAX_PARTS = 10;

    public SmsSegmentation {
        segments = List.copyOf(segments);
    }

    /** Alphabet of a short message, with the characters that a single one and a part of a long one hold. */
    public enum Encoding {
        GSM_7(160, 153),
        UCS_2(70, 67);

        private final int single;
        private final int part;

        Encoding(int single, int part) {
            this.single = single;
            this.part = part;
        }

        public int single() {
            return single;
        }

        public int part() {
            return part;
        }
    }

    public static SmsSegmentation of(String text) {
        int septets = 0;
        boolean extended = false;
        for (int i = 0; i < text.length(); i++) {
            int width = GsmAlphabet.septets(text.charAt(i));
            if (width == 0) {
                return cut(text, Encoding.UCS_2, false, text.length());
            }
            extended |= width == 2;
            septets += width;
        }
        return cut(text, Encoding.GSM_7, extended, septets);
    }

    public int parts() {
        return segments.size();
    }

    /** Characters a part holds at this length: the single size for one part, the smaller one for several. */
    public int partSize() {
        return parts() > 1 ? encoding.part() : encoding.single();
    }

    private static SmsSegmentation cut(String text, Encoding encoding, boolean extended, int characters) {
        if (characters <= encoding.single()) {
            return new SmsSegmentation(encoding, extended, characters, List.of(text));
        }
        List<String> segments = new ArrayList<>();
        int start = 0;
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int units = Character.isHighSurrogate(text.charAt(i))
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))
                    ? 2
                    : 1;
            int width = encoding == Encoding.UCS_2 ? units : GsmAlphabet.septets(text.charAt(i));
            if (used + width > encoding.part()) {
                segments.add(text.substring(start, i));
                start = i;
                used = 0;
            }
            used += width;
            i += units;
        }
        segments.add(text.substring(start));
        return new SmsSegmentation(encoding, extended, characters, segments);
    }
}
