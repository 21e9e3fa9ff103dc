package org.heliograph.simulator.behaviour;

import java.util.Locale;

/** Recipients in one spelling, so that rules, ledger and handset mean the same one. */
public final class Recipient {

    private Recipient() {}

    /** {@code +} and digits for a phone number however it was written, lower case for an e-mail address. */
    public static String normalised(String address) {
        String trimmed = address.strip();
        if (trimmed.indexOf('@') >= 0) {
            return trimmed.toLowerCase(Locale.ROOT);
        }
        if (trimmed.isEmpty() || trimmed.charAt(0) == '+' || !isNumber(trimmed)) {
            return trimmed;
        }
        return trimmed.startsWith("00") ? "+" + trimmed.substring(2) : "+" + trimmed;
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
