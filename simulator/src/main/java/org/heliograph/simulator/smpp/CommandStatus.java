package org.heliograph.simulator.smpp;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.jsmpp.SMPPConstant;

/** SMPP error codes by the names of the specification. */
final class CommandStatus {

    private static final String PREFIX = "STAT_";
    private static final Map<String, Integer> BY_NAME = new HashMap<>();

    static {
        for (Field field : SMPPConstant.class.getFields()) {
            if (field.getName().startsWith(PREFIX)) {
                try {
                    BY_NAME.put(field.getName().substring(PREFIX.length()), field.getInt(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private CommandStatus() {}

    /** @param code a name such as {@code ESME_RINVDSTADR}, a decimal or a 0x number; else the fallback counts */
    static int of(String code, int fallback) {
        if (code == null) {
            return fallback;
        }
        Integer known = BY_NAME.get(code);
        if (known != null) {
            return known;
        }
        try {
            return Integer.decode(code);
        } catch (NumberFormatException ignored) {
            return fallback;
        }
    }
}
