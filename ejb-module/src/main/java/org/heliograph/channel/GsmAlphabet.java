package org.heliograph.channel;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The GSM 7-bit default alphabet and its extension table, 3GPP TS 23.038 section 6.2.1. */
public final class GsmAlphabet {

    /** Septet that switches to the extension table for the one that follows. */
    static final int ESCAPE = 0x1B;

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";
    private static final int[] EXTENSION_CODES = {0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65};

    /** Septet by character; 0x100 is added for the extension table, -1 for characters outside the alphabet. */
    private static final short[] CODES = new short[0x20AD];

    private static final char[] EXTENDED = new char[128];

    static {
        Arrays.fill(CODES, (short) -1);
        for (int i = 0; i < BASIC.length(); i++) {
            if (i != ESCAPE) {
                CODES[BASIC.charAt(i)] = (short) i;
            }
        }
        for (int i = 0; i < EXTENSION.length(); i++) {
            CODES[EXTENSION.charAt(i)] = (short) (0x100 | EXTENSION_CODES[i]);
            EXTENDED[EXTENSION_CODES[i]] = EXTENSION.charAt(i);
        }
    }

    private GsmAlphabet() {}

    /** How many septets the character takes: 1, 2 (extension table), or 0 if the alphabet does not have it. */
    public static int septets(char c) {
        int code = code(c);
        return code < 0 ? 0 : code < 0x100 ? 1 : 2;
    }

    /**
     * Encodes one septet to a byte, as SMPP carries it; characters outside the alphabet become {@code ?}.
     */
    public static byte[] encode(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            int code = code(text.charAt(i));
            if (code >= 0x100) {
                out.write(ESCAPE);
            }
            out.write(code < 0 ? '?' : code & 0x7F);
        }
        return out.toByteArray();
    }

    /** Decodes one septet to a byte. An unknown extension is shown as its basic character, as the standard asks. */
    public static String decode(byte[] septets) {
        StringBuilder text = new StringBuilder(septets.length);
        for (int i = 0; i < septets.length; i++) {
            int code = septets[i] & 0x7F;
            if (code == ESCAPE && i + 1 < septets.length) {
                int extension = septets[++i] & 0x7F;
                text.append(EXTENDED[extension] != 0 ? EXTENDED[extension] : BASIC.charAt(extension));
            } else if (code == ESCAPE) {
                text.append(' ');
            } else {
                text.append(BASIC.charAt(code));
            }
        }
        return text.toString();
    }

    private static int code(char c) {
        return c < CODES.length ? CODES[c] : -1;
    }
}
