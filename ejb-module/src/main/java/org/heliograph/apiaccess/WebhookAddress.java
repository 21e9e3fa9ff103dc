package org.heliograph.apiaccess;

import java.net.URI;
import java.net.URISyntaxException;
import org.heliograph.platform.error.InvalidException;

/**
 * The form of an address that updates are to be sent to. It is checked and kept with the message; where it leads is not
 * looked up here, since names change, but each time an update is sent.
 */
public final class WebhookAddress {

    /** Ours; the common limit of browsers and proxies. */
    public static final int MAX_LENGTH = 2_048;

    private WebhookAddress() {}

    /**
     * @return the address without surrounding space, null if there is none
     * @throws InvalidException if it is no absolute http or https address
     */
    public static String check(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String trimmed = text.trim();
        try {
            URI uri = new URI(trimmed);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null && trimmed.length() <= MAX_LENGTH) {
                return trimmed;
            }
        } catch (URISyntaxException e) {
            throw new InvalidException("webhook_invalid", "webhook", trimmed);
        }
        throw new InvalidException("webhook_invalid", "webhook", trimmed);
    }
}
