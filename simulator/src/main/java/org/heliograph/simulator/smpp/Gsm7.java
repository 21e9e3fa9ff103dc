package org.heliograph.simulator.smpp;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/** The GSM 03.38 default alphabet, one septet to an octet as SMPP carries it with data_coding 0. */
final class Gsm7 {

    private static final char ESCAPE = 0x1B;
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final Map<Integer, Character> EXTENSION = Map.of(
            0x0A, '\f', 0x14, '^', 0x28, '{', 0x29, '}', 0x2F, '\\', 0x3C, '[', 0x3D, '~', 0x3E, ']', 0x40, '|', 0x65,
            '€');
    private static final Map<Character, byte[]> ENCODED = new HashMap<>();

    static {
        for (int i = 0; i < BASIC.length(); i++) {
            ENCODED.put(BASIC.charAt(i), new byte[] {(byte) i});
        }
        EXTENSION.forEach((code, character) -> ENCODED.put(character, new byte[] {ESCAPE, code.byteValue()}));
        ENCODED.remove(ESCAPE);
    }

    private Gsm7() {}

    static String decode(byte[] bytes, int from) {
        StringBuilder text = new StringBuilder(bytes.length - from);
        for (int i = from; i < bytes.length; i++) {
            int code = bytes[i] & 0xFF;
            if (code == ESCAPE && i + 1 < bytes.length) {
                int extended = bytes[++i] & 0xFF;
                text.append(EXTENSION.getOrDefault(extended, basic(extended)));
            } else {
                text.append(basic(code));
            }
        }
        return text.toString();
    }

    private static char basic(int code) {
        return code < BASIC.length() ? BASIC.charAt(code) : '\uFFFD';
    }

    static boolean canEncode(String text) {
        return text.chars().allMatch(c -> ENCODED.containsKey((char) c));
    }

    /** Characters outside the alphabet become question marks. */
    static byte[] encode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes.writeBytes(ENCODED.getOrDefault(text.charAt(i), ENCODED.get('?')));
        }
        return bytes.toByteArray();
    }
}
