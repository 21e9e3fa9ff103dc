package org.heliograph.simulator.behaviour;

import java.util.Locale;

/** How an SMSC spells its message ids. */
public enum MessageIdFormat {
    DECIMAL,
    HEX_LOWER,
    HEX_UPPER;

    /** @param width zero-pads up to this many characters; 0 for none */
    public String spell(long id, int width) {
        String digits =
                switch (this) {
                    case DECIMAL -> Long.toString(id);
                    case HEX_LOWER -> Long.toHexString(id);
                    case HEX_UPPER -> Long.toHexString(id).toUpperCase(Locale.ROOT);
                };
        return digits.length() >= width ? digits : "0".repeat(width - digits.length()) + digits;
    }
}
