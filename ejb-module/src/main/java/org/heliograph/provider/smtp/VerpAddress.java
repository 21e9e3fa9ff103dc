package org.heliograph.provider.smtp;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The envelope sender that names its message: {@code bounce+<id without dashes>@<domain>}. */
final class VerpAddress {

    private static final Pattern FORM =
            Pattern.compile("bounce\\+([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})@(.+)");

    private VerpAddress() {}

    static String of(UUID messageId, String domain) {
        return "bounce+" + messageId.toString().replace("-", "") + "@" + domain;
    }

    /** The message of an address in this domain, empty if it is no such address. */
    static Optional<UUID> parse(String address, String domain) {
        Matcher matcher = FORM.matcher(address.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || !matcher.group(6).equals(domain)) {
            return Optional.empty();
        }
        return Optional.of(UUID.fromString(String.join(
                "-", matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4), matcher.group(5))));
    }
}
