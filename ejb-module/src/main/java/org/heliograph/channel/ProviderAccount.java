package org.heliograph.channel;

import java.util.Map;

/**
 * A configured account of a provider, with its secrets in the clear: lives in memory only, never logged.
 *
 * @param settings values by setting name; a missing one means the setting's default
 */
public record ProviderAccount(long id, String providerKey, String name, Map<String, String> settings) {

    /** The value, or null if it is neither set nor has the given provider a default for it. */
    public String get(Provider provider, String setting) {
        String value = settings.get(setting);
        if (value != null && !value.isBlank()) {
            return value;
        }
        return provider.settings().stream()
                .filter(s -> s.name().equals(setting))
                .map(ProviderSetting::defaultValue)
                .filter(d -> d != null)
                .findFirst()
                .orElse(null);
    }

    @Override
    public String toString() {
        return "ProviderAccount[" + id + " " + providerKey + " " + name + "]";
    }
}
