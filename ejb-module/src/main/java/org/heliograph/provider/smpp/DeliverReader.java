package org.heliograph.provider.smpp;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.heliograph.channel.GsmAlphabet;
import org.heliograph.channel.ProviderEvent;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.channel.ProviderEvent.Part;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.channel.ProviderEvent.Status;
import org.heliograph.channel.TornCharacters;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;

/** Turns a deliver_sm into news: a receipt, an inbound message, or a part of one. */
final class DeliverReader {

    private static final int MESSAGE_TYPE = 0x3C;
    private static final int RECEIPT = 0x04;
    private static final int INTERMEDIATE = 0x20;
    private static final int HEADER = 0x40;
    /** Number and total are an octet each. */
    private static final int MAX_PARTS = 255;

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final SmppSettings settings;

    DeliverReader(SmppSettings settings) {
        this.settings = settings;
    }

    /** Empty for a receipt that names no message. */
    List<? extends ProviderEvent> read(DeliverSm deliver, Instant now) {
        int type = deliver.getEsmClass() & MESSAGE_TYPE;
        boolean receipt = type == RECEIPT || type == INTERMEDIATE;
        if (receipt || parameter(deliver, Tag.RECEIPTED_MESSAGE_ID) != null) {
            return report(deliver, type == INTERMEDIATE, now);
        }
        return inbound(deliver, now);
    }

    private List<Report> report(DeliverSm deliver, boolean intermediate, Instant now) {
        ReceiptText text = ReceiptText.parse(receiptText(deliver));
        Set<String> references = new LinkedHashSet<>();
        byte[] id = value(parameter(deliver, Tag.RECEIPTED_MESSAGE_ID));
        if (id != null) {
            String receipted = new String(id, StandardCharsets.ISO_8859_1).replace("\0", "");
            references.addAll(MessageIds.candidates(receipted, settings.dlrIdFormat()));
        }
        if (text.id() != null) {
            references.addAll(MessageIds.candidates(text.id(), settings.dlrIdFormat()));
        }
        if (references.isEmpty()) {
            return List.of();
        }
        byte[] state = value(parameter(deliver, Tag.MESSAGE_STATE));
        Status status = state != null && state.length == 1 ? ReceiptText.status(state[0]) : text.status();
        if (intermediate && status != Status.DELIVERED) {
            status = Status.ACCEPTED;
        }
        Instant done = settings.dlrTimeZone() == null ? null : text.doneAt(settings.dlrTimeZone());
        String error = text.error() != null ? text.error() : networkError(deliver);
        return List.of(new Report(List.copyOf(references), status, error, done == null ? now : done));
    }

    /**
     * SMPP 3.4 appendix B: the SMSC's own words, in which an id is the ASCII of message_id even where data_coding names the
     * default alphabet of handsets. A NUL, with which some SMSCs end the text or its fields, is a space.
     */
    private static String receiptText(DeliverSm deliver) {
        Charset charset = isUcs2(deliver) ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
        return new String(octets(deliver), charset).replace('\0', ' ');
    }

    /** The network_error_code, section 5.3.2.31: a network and two octets of code. */
    private static String networkError(DeliverSm deliver) {
        byte[] error = value(parameter(deliver, Tag.NETWORK_ERROR_CODE));
        if (error == null || error.length != 3) {
            return null;
        }
        int code = (error[1] & 0xFF) << 8 | error[2] & 0xFF;
        return code == 0 ? null : Integer.toString(code);
    }

    private List<? extends ProviderEvent> inbound(DeliverSm deliver, Instant now) {
        String from = SmppAddress.spell(deliver.getSourceAddr(), deliver.getSourceAddrTon());
        String to = deliver.getDestAddress() == null ? "" : deliver.getDestAddress();
        byte[] octets = octets(deliver);
        int reference = -1;
        int total = 1;
        int number = 1;
        if ((deliver.getEsmClass() & HEADER) != 0 && octets.length > 0) {
            int end = Math.min(1 + (octets[0] & 0xFF), octets.length);
            int[] parts = concatenation(octets, end);
            if (parts != null) {
                reference = parts[0];
                total = parts[1];
                number = parts[2];
            }
            octets = Arrays.copyOfRange(octets, end, octets.length);
        } else if (parameter(deliver, Tag.SAR_MSG_REF_NUM) != null) {
            reference = number(deliver, Tag.SAR_MSG_REF_NUM);
            total = number(deliver, Tag.SAR_TOTAL_SEGMENTS);
            number = number(deliver, Tag.SAR_SEGMENT_SEQNUM);
        }
        boolean part = total > 1 && total <= MAX_PARTS && number >= 1 && number <= total;
        String text = part && isUcs2(deliver) ? TornCharacters.keep(octets) : text(deliver, octets);
        return List.of(new Inbound(from, to, text, null, null, now, part ? new Part(reference, total, number) : null));
    }

    /** Reference, total and number out of the header elements 0 (8-bit) and 8 (16-bit), null if there is neither. */
    private static int[] concatenation(byte[] octets, int end) {
        for (int i = 1; i + 1 < end; i += 2 + (octets[i + 1] & 0xFF)) {
            int length = octets[i + 1] & 0xFF;
            if (octets[i] == 0 && length == 3 && i + 4 < end) {
                return new int[] {octets[i + 2] & 0xFF, octets[i + 3] & 0xFF, octets[i + 4] & 0xFF};
            }
            if (octets[i] == 8 && length == 4 && i + 5 < end) {
                int reference = (octets[i + 2] & 0xFF) << 8 | octets[i + 3] & 0xFF;
                return new int[] {reference | 0x10000, octets[i + 4] & 0xFF, octets[i + 5] & 0xFF};
            }
        }
        return null;
    }

    /** short_message, or message_payload where a long one is carried. */
    private static byte[] octets(DeliverSm deliver) {
        byte[] octets = deliver.getShortMessage();
        if (octets == null || octets.length == 0) {
            byte[] payload = value(parameter(deliver, Tag.MESSAGE_PAYLOAD));
            return payload == null ? new byte[0] : payload;
        }
        return octets;
    }

    /** By data_coding, 3GPP TS 23.038 section 4: the default alphabet, Latin-1 (3) or UCS-2. */
    private static String text(DeliverSm deliver, byte[] octets) {
        int coding = deliver.getDataCoding() & 0xFF;
        if (isUcs2(deliver)) {
            return new String(octets, StandardCharsets.UTF_16BE);
        }
        if (coding == 3) {
            return new String(octets, WINDOWS);
        }
        if (coding == 1) {
            return new String(octets, StandardCharsets.US_ASCII);
        }
        for (byte octet : octets) {
            if (octet < 0) {
                return new String(octets, WINDOWS);
            }
        }
        return GsmAlphabet.decode(octets);
    }

    private static boolean isUcs2(DeliverSm deliver) {
        int coding = deliver.getDataCoding() & 0xFF;
        return coding == 8 || (coding & 0xCC) == 0x08 || (coding & 0xF0) == 0xE0;
    }

    private static OptionalParameter parameter(DeliverSm deliver, Tag tag) {
        OptionalParameter[] parameters = deliver.getOptionalParameters();
        if (parameters != null) {
            for (OptionalParameter parameter : parameters) {
                if (parameter.tag == tag.code()) {
                    return parameter;
                }
            }
        }
        return null;
    }

    /** The octets of a TLV, null if it is absent. */
    private static byte[] value(OptionalParameter parameter) {
        if (parameter == null) {
            return null;
        }
        byte[] whole = parameter.serialize();
        return Arrays.copyOfRange(whole, 4, whole.length);
    }

    private static int number(DeliverSm deliver, Tag tag) {
        byte[] octets = value(parameter(deliver, tag));
        int number = 0;
        for (byte octet : octets == null ? new byte[0] : octets) {
            number = number << 8 | octet & 0xFF;
        }
        return number;
    }
}
