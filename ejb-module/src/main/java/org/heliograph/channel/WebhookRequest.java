package org.heliograph.channel;

import java.util.List;
import java.util.Map;

/**
 * A call of a carrier to us.
 *
 * @param headers by lower-case name
 */
public record WebhookRequest(
        String method, Map<String, List<String>> headers, Map<String, List<String>> query, byte[] body) {

    /** First value of the header, null if it is absent. */
    public String header(String name) {
        List<String> values = headers.get(name.toLowerCase(java.util.Locale.ROOT));
        return values == null || values.isEmpty() ? null : values.get(0);
    }
}
