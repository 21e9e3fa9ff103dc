package org.heliograph.provider.smpp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.channel.GsmAlphabet;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.SmsContent;
import org.heliograph.channel.SmsSegmentation;
import org.heliograph.channel.SmsSegmentation.Encoding;
import org.jsmpp.bean.DataCoding;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;

/** Cuts a message into submit_sm. GSM-7 travels one septet to an octet, as SMSCs expect with data_coding 0. */
final class ShortMessageEncoder {

    private static final DataCoding DEFAULT_ALPHABET = new RawDataCoding((byte) 0);
    private static final DataCoding UCS_2 = new RawDataCoding((byte) 8);
    private static final ESMClass PLAIN = new ESMClass(0);
    private static final ESMClass WITH_HEADER = new ESMClass(0x40);
    private static final OptionalParameter[] NONE = {};
    private static final int MAX_SHORT_MESSAGE = 254;
    /** The total is an octet. */
    private static final int MAX_PARTS = 255;

    private final SmppSettings settings;
    private final AtomicInteger reference =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(0x10000));

    ShortMessageEncoder(SmppSettings settings) {
        this.settings = settings;
    }

    /** @throws IllegalArgumentException with a code for the log, if the message cannot be marked as SMPP wants it */
    List<ShortMessage> encode(OutboundMessage message, SmsContent content) {
        SmppAddress source = SmppAddress.source(message.sender(), settings.sourceTon(), settings.sourceNpi());
        SmppAddress destination =
                SmppAddress.destination(message.recipient(), settings.destinationTon(), settings.destinationNpi());
        SmsSegmentation segmentation = content.segmentation();
        DataCoding coding = segmentation.encoding() == Encoding.GSM_7 ? DEFAULT_ALPHABET : UCS_2;
        String validity = validity(message.validitySeconds());
        int parts = segmentation.parts();
        if (parts == 1 || settings.longMessages() == SmppSettings.LongMessages.PAYLOAD) {
            byte[] octets = octets(content.text(), segmentation.encoding());
            boolean payload = octets.length > MAX_SHORT_MESSAGE || parts > 1;
            OptionalParameter[] parameters =
                    payload ? new OptionalParameter[] {new OptionalParameter.Message_payload(octets)} : NONE;
            byte[] text = payload ? new byte[0] : octets;
            return List.of(new ShortMessage(source, destination, PLAIN, validity, coding, text, parameters));
        }
        if (parts > MAX_PARTS) {
            throw new IllegalArgumentException("too_many_parts");
        }
        int number = reference.incrementAndGet() & 0xFFFF;
        boolean header = settings.longMessages() == SmppSettings.LongMessages.UDH;
        List<ShortMessage> messages = new ArrayList<>(parts);
        for (int part = 1; part <= parts; part++) {
            byte[] octets = octets(segmentation.segments().get(part - 1), segmentation.encoding());
            messages.add(new ShortMessage(
                    source,
                    destination,
                    header ? WITH_HEADER : PLAIN,
                    validity,
                    coding,
                    header ? withHeader(octets, number, parts, part) : octets,
                    header ? NONE : sar(number, parts, part)));
        }
        return messages;
    }

    private static byte[] octets(String text, Encoding encoding) {
        return encoding == Encoding.GSM_7 ? GsmAlphabet.encode(text) : text.getBytes(StandardCharsets.UTF_16BE);
    }

    /** Concatenation with an 8-bit reference, 3GPP TS 23.040 section 9.2.3.24.1. */
    private static byte[] withHeader(byte[] octets, int number, int parts, int part) {
        byte[] result = new byte[octets.length + 6];
        byte[] header = {5, 0, 3, (byte) number, (byte) parts, (byte) part};
        System.arraycopy(header, 0, result, 0, header.length);
        System.arraycopy(octets, 0, result, header.length, octets.length);
        return result;
    }

    private static OptionalParameter[] sar(int number, int parts, int part) {
        return new OptionalParameter[] {
            new OptionalParameter.Sar_msg_ref_num((short) number),
            new OptionalParameter.Sar_total_segments((byte) parts),
            new OptionalParameter.Sar_segment_seqnum((byte) part)
        };
    }

    /** Relative time, SMPP 3.4 section 7.1.1.2: {@code YYMMDDhhmmss000R}; null for the carrier's default. */
    static String validity(int seconds) {
        if (seconds <= 0) {
            return null;
        }
        int days = seconds / 86_400;
        return String.format(
                "%02d%02d%02d%02d%02d%02d000R",
                days / 365,
                days % 365 / 30,
                days % 365 % 30,
                seconds % 86_400 / 3600,
                seconds % 3600 / 60,
                seconds % 60);
    }
}
