package org.heliograph.channel;

import java.util.List;

/**
 * One field of an account's form.
 *
 * @param name stable key, also the suffix of its label in the bundles ({@code provider.<key>.<name>})
 * @param defaultValue value used when none is given; null if there is none
 * @param choices allowed values of a {@link Kind#CHOICE}, else empty
 */
public record ProviderSetting(String name, Kind kind, boolean required, String defaultValue, List<String> choices) {

    /** How the value is entered and kept; a SECRET is encrypted at rest and never shown again. */
    public enum Kind {
        TEXT,
        NUMBER,
        YES_NO,
        CHOICE,
        SECRET
    }

    public static ProviderSetting required(String name, Kind kind) {
        return new ProviderSetting(name, kind, true, null, List.of());
    }

    public static ProviderSetting optional(String name, Kind kind, String defaultValue) {
        return new ProviderSetting(name, kind, false, defaultValue, List.of());
    }

    public static ProviderSetting choice(String name, String defaultValue, String... choices) {
        return new ProviderSetting(name, Kind.CHOICE, false, defaultValue, List.of(choices));
    }
}
