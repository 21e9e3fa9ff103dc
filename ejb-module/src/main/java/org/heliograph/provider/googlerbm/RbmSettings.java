package org.heliograph.provider.googlerbm;

import java.net.URI;
import java.time.Duration;
import org.heliograph.channel.AccountSettings;

/**
 * The settings of an account, checked.
 *
 * @param messageTtl seconds Google may try when the message does not say, 0 for Google's default
 * @param maxConcurrent requests at a time
 */
record RbmSettings(
        String agentId,
        ServiceAccount serviceAccount,
        String clientToken,
        URI baseUrl,
        int messageTtl,
        int maxConcurrent,
        Duration responseTimeout) {

    private static final int MAX_TTL = 15 * 86_400;

    static RbmSettings of(AccountSettings account) {
        String base = account.text("baseUrl");
        return new RbmSettings(
                account.text("agentId"),
                ServiceAccount.parse(account.text("serviceAccountJson"), account.text("tokenUri")),
                account.text("clientToken"),
                address("baseUrl", base.endsWith("/") ? base.substring(0, base.length() - 1) : base),
                account.number("messageTtl", 0, MAX_TTL),
                account.number("maxConcurrent", 1, 1000),
                Duration.ofMillis(account.number("responseTimeoutMillis", 100, 300_000)));
    }

    static URI address(String setting, String value) {
        try {
            URI uri = URI.create(value);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException ignored) {
            // Told below.
        }
        throw new IllegalArgumentException("The setting \"" + setting + "\" must be a web address.");
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return agentId + " at " + baseUrl;
    }
}
