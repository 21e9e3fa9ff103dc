package org.heliograph.web.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where a request carries its key: {@code X-API-Key}, a bearer token, or the user name of HTTP Basic. */
final class ApiKeyText {

    /** Ours are 46 characters; what is longer is no key and is not worth hashing. */
    private static final int LONGEST = 200;

    private ApiKeyText() {}

    /** @param headers first value of a header by its name, null if it is absent */
    static Optional<String> find(UnaryOperator<String> headers) {
        String header = headers.apply("X-API-Key");
        String text = header == null || header.isBlank() ? ofAuthorization(headers.apply("Authorization")) : header;
        return Optional.ofNullable(text).map(String::trim).filter(key -> !key.isEmpty() && key.length() <= LONGEST);
    }

    private static String ofAuthorization(String header) {
        int space = header == null ? -1 : header.trim().indexOf(' ');
        if (space < 0) {
            return null;
        }
        String credentials = header.trim().substring(space + 1).trim();
        return switch (header.trim().substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer" -> credentials;
            case "basic" -> userName(credentials);
            default -> null;
        };
    }

    private static String userName(String basic) {
        try {
            String pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException e) {
            // Not Base64, so not a key: the answer is the same 401 as for any wrong key.
            return null;
        }
    }
}
