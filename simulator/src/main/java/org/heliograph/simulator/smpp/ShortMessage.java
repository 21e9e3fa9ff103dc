package org.heliograph.simulator.smpp;

import java.nio.charset.StandardCharsets;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;

/**
 * What one submit_sm says.
 *
 * @param reference of the long message this is a part of
 * @param part from 1
 * @param parts 1 for a message that is not split
 */
record ShortMessage(String text, int reference, int part, int parts) {

    private static final int UCS2 = 8;
    private static final int LATIN1 = 3;
    private static final int IEI_CONCATENATED_8 = 0x00;
    private static final int IEI_CONCATENATED_16 = 0x08;

    /** Understands UDH in short_message or message_payload, and the sar_ parameters. */
    static ShortMessage of(SubmitSm submit) {
        byte[] bytes = submit.getShortMessage();
        OptionalParameter.Message_payload payload =
                submit.getOptionalParameter(OptionalParameter.Message_payload.class);
        if (payload != null && (bytes == null || bytes.length == 0)) {
            bytes = payload.getValue();
        }
        if (bytes == null) {
            bytes = new byte[0];
        }
        if (submit.isUdhi() && bytes.length > 0) {
            return withHeader(bytes, submit.getDataCoding());
        }
        String text = decode(bytes, 0, submit.getDataCoding());
        OptionalParameter.Sar_total_segments total =
                submit.getOptionalParameter(OptionalParameter.Sar_total_segments.class);
        OptionalParameter.Sar_segment_seqnum number =
                submit.getOptionalParameter(OptionalParameter.Sar_segment_seqnum.class);
        OptionalParameter.Sar_msg_ref_num reference =
                submit.getOptionalParameter(OptionalParameter.Sar_msg_ref_num.class);
        if (total == null || number == null || reference == null) {
            return new ShortMessage(text, 0, 1, 1);
        }
        return part(text, reference.getValue() & 0xFFFF, number.getValue() & 0xFF, total.getValue() & 0xFF);
    }

    private static ShortMessage withHeader(byte[] bytes, byte dataCoding) {
        int end = Math.min(bytes.length, (bytes[0] & 0xFF) + 1);
        String text = decode(bytes, end, dataCoding);
        for (int i = 1; i + 1 < end; i += 2 + (bytes[i + 1] & 0xFF)) {
            int iei = bytes[i] & 0xFF;
            if (iei == IEI_CONCATENATED_8 && i + 4 < end) {
                return part(text, bytes[i + 2] & 0xFF, bytes[i + 4] & 0xFF, bytes[i + 3] & 0xFF);
            }
            if (iei == IEI_CONCATENATED_16 && i + 5 < end) {
                int reference = (bytes[i + 2] & 0xFF) << 8 | bytes[i + 3] & 0xFF;
                return part(text, reference, bytes[i + 5] & 0xFF, bytes[i + 4] & 0xFF);
            }
        }
        return new ShortMessage(text, 0, 1, 1);
    }

    /** A part that does not fit its total is taken as a message of its own, as handsets do. */
    private static ShortMessage part(String text, int reference, int part, int parts) {
        return part < 1 || part > parts
                ? new ShortMessage(text, 0, 1, 1)
                : new ShortMessage(text, reference, part, parts);
    }

    private static String decode(byte[] bytes, int from, byte dataCoding) {
        return switch (dataCoding & 0x0F) {
            case UCS2 -> new String(bytes, from, bytes.length - from, StandardCharsets.UTF_16BE);
            case 1, LATIN1 -> new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
            default -> Gsm7.decode(bytes, from);
        };
    }
}
