package org.heliograph.simulator.behaviour;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The protocols the carrier speaks, by the channel a message travels on. */
public enum Channel {
    SMS,
    RCS,
    EMAIL;

    /** @throws IllegalArgumentException for a word that is no channel */
    @JsonCreator
    public static Channel named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
