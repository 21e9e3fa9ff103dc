package org.heliograph.simulator.smpp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts what a handset writes into deliver_sm bodies: GSM-7 where it will do, else UCS-2; parts carry a UDH. */
final class HandsetMessage {

    private static final byte UCS2 = 8;
    private static final byte UDHI = 0x40;
    private static final int GSM_SINGLE = 160;
    private static final int GSM_PART = 153;
    private static final int UCS2_SINGLE = 140;
    private static final int UCS2_PART = 134;

    private HandsetMessage() {}

    record Body(byte esmClass, byte dataCoding, byte[] shortMessage) {}

    /** @param reference of the parts, where it takes more than one */
    static List<Body> cut(String text, int reference) {
        boolean gsm = Gsm7.canEncode(text);
        byte[] bytes = gsm ? Gsm7.encode(text) : text.getBytes(StandardCharsets.UTF_16BE);
        byte dataCoding = gsm ? 0 : UCS2;
        if (bytes.length <= (gsm ? GSM_SINGLE : UCS2_SINGLE)) {
            return List.of(new Body(Delivery.MESSAGE, dataCoding, bytes));
        }
        List<byte[]> chunks = chunks(bytes, gsm);
        List<Body> bodies = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            byte[] chunk = chunks.get(i);
            byte[] body = new byte[chunk.length + 6];
            byte[] header = {5, 0, 3, (byte) reference, (byte) chunks.size(), (byte) (i + 1)};
            System.arraycopy(header, 0, body, 0, header.length);
            System.arraycopy(chunk, 0, body, header.length, chunk.length);
            bodies.add(new Body(UDHI, dataCoding, body));
        }
        return bodies;
    }

    private static List<byte[]> chunks(byte[] bytes, boolean gsm) {
        List<byte[]> chunks = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + (gsm ? GSM_PART : UCS2_PART));
            if (to < bytes.length && (gsm ? bytes[to - 1] == 0x1B : isHighSurrogate(bytes, to - 2))) {
                to -= gsm ? 1 : 2;
            }
            byte[] chunk = new byte[to - from];
            System.arraycopy(bytes, from, chunk, 0, chunk.length);
            chunks.add(chunk);
            from = to;
        }
        return chunks;
    }

    private static boolean isHighSurrogate(byte[] bytes, int at) {
        return Character.isHighSurrogate((char) ((bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF));
    }
}
