package org.heliograph.provider.smpp;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.heliograph.provider.smpp.SmppSettings.DlrIdFormat;

/**
 * Spellings of message ids. The id of a submit_sm_resp and the one of its receipt name the same message, but SMSCs
 * write them in hexadecimal here and decimal there, padded or not, in upper or lower case.
 */
final class MessageIds {

    /** Longest id taken for a number: 64 bits in decimal. */
    private static final int MAX_DIGITS = 20;

    private MessageIds() {}

    /** Lower case, without leading zeros and surrounding space. */
    static String normalise(String id) {
        String text = id.strip().toLowerCase(Locale.ROOT);
        int start = 0;
        while (start < text.length() - 1 && text.charAt(start) == '0') {
            start++;
        }
        return text.substring(start);
    }

    /** Every normalised spelling under which the message of a receipt may have been submitted, likeliest first. */
    static Set<String> candidates(String id, DlrIdFormat format) {
        String normal = normalise(id);
        Set<String> candidates = new LinkedHashSet<>();
        boolean asNumber = !normal.isEmpty() && normal.length() <= MAX_DIGITS;
        boolean hex = asNumber && normal.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80);
        boolean decimal = hex && normal.chars().allMatch(c -> c <= '9');
        if (format == DlrIdFormat.AS_IS || format == DlrIdFormat.AUTO) {
            candidates.add(normal);
        }
        if (decimal && (format == DlrIdFormat.DEC_TO_HEX || format == DlrIdFormat.AUTO)) {
            candidates.add(new BigInteger(normal, 10).toString(16));
        }
        if (hex && (format == DlrIdFormat.HEX_TO_DEC || format == DlrIdFormat.AUTO)) {
            candidates.add(new BigInteger(normal, 16).toString(10));
        }
        candidates.add(normal);
        candidates.remove("");
        return candidates;
    }
}
