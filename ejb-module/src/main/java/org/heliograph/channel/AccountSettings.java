package org.heliograph.channel;

import java.util.Locale;
import java.util.stream.Stream;

/** The settings of an account, read with their types; what is malformed is told to the operator by name. */
public final class AccountSettings {

    private final Provider provider;
    private final ProviderAccount account;

    public AccountSettings(Provider provider, ProviderAccount account) {
        this.provider = provider;
        this.account = account;
        for (ProviderSetting setting : provider.settings()) {
            if (setting.required() && text(setting.name()) == null) {
                throw new IllegalArgumentException("The setting \"" + setting.name() + "\" is missing.");
            }
        }
    }

    /** The value or its default, null if there is neither. */
    public String text(String name) {
        String value = account.get(provider, name);
        return value == null ? null : value.strip();
    }

    public String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    /** The value or its default exactly as given, for secrets whose spaces count; null if there is neither. */
    public String secret(String name) {
        return account.get(provider, name);
    }

    public int number(String name, int least, int most) {
        String value = text(name, "");
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException ignored) {
            // Told below, like a number out of range.
        }
        throw new IllegalArgumentException(
                "The setting \"" + name + "\" must be a whole number from " + least + " to " + most + ".");
    }

    public boolean flag(String name) {
        String value = text(name, "false").toLowerCase(Locale.ROOT);
        return value.equals("true") || value.equals("yes");
    }

    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        String value = text(name, "");
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The setting \"" + name + "\" has an unknown value."));
    }
}
