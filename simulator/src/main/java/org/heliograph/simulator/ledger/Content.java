package org.heliograph.simulator.ledger;

/**
 * What a message says.
 *
 * @param subject of an e-mail, else null
 * @param text readable text, also for rich messages
 * @param html body of an e-mail, or null
 * @param payload the rich message as received (JSON), or null
 */
public record Content(String subject, String text, String html, String payload) {

    public static Content text(String text) {
        return new Content(null, text, null, null);
    }

    int characters() {
        return length(subject) + length(text) + length(html) + length(payload);
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }
}
