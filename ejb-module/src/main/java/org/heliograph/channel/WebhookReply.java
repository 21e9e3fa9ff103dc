package org.heliograph.channel;

/** What we answer a carrier. */
public record WebhookReply(int status, String contentType, String body) {

    public static WebhookReply status(int status) {
        return new WebhookReply(status, "text/plain", "");
    }

    public static WebhookReply json(String body) {
        return new WebhookReply(200, "application/json", body);
    }
}
