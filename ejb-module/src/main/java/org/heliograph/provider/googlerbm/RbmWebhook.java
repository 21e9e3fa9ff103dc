package org.heliograph.provider.googlerbm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.heliograph.channel.ProviderEvent;
import org.heliograph.channel.ProviderEvents;
import org.heliograph.channel.WebhookReply;
import org.heliograph.channel.WebhookRequest;

/**
 * Google's calls: the handshake when the webhook is configured, then Pub/Sub pushes whose data is signed with the client
 * token (HMAC-SHA512 over the decoded data, Base64, in {@code X-Goog-Signature}).
 */
final class RbmWebhook {

    private static final System.Logger LOG = System.getLogger(RbmWebhook.class.getName());
    private static final String ALGORITHM = "HmacSHA512";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] clientToken;
    private final ProviderEvents events;

    RbmWebhook(String clientToken, ProviderEvents events) {
        this.clientToken = clientToken.getBytes(StandardCharsets.UTF_8);
        this.events = events;
    }

    WebhookReply receive(WebhookRequest request) {
        if (!"POST".equalsIgnoreCase(request.method())) {
            return WebhookReply.status(405);
        }
        JsonNode body;
        byte[] data;
        try {
            body = JSON.readTree(request.body());
            if (body.has("clientToken") && body.has("secret")) {
                return handshake(body);
            }
            data = Base64.getDecoder().decode(body.path("message").path("data").asText(""));
        } catch (IOException | IllegalArgumentException e) {
            return WebhookReply.status(400);
        }
        if (data.length == 0) {
            return WebhookReply.status(400);
        }
        if (!signed(data, request.header("X-Goog-Signature"))) {
            return WebhookReply.status(401);
        }
        return store(data);
    }

    private WebhookReply handshake(JsonNode body) {
        byte[] given = body.path("clientToken").asText("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, clientToken)
                ? new WebhookReply(200, "text/plain", body.path("secret").asText(""))
                : WebhookReply.status(401);
    }

    private boolean signed(byte[] data, String signature) {
        if (signature == null) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(clientToken, ALGORITHM));
            byte[] expected = Base64.getEncoder().encode(mac.doFinal(data));
            return MessageDigest.isEqual(expected, signature.strip().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No " + ALGORITHM, e);
        }
    }

    private WebhookReply store(byte[] data) {
        List<ProviderEvent> news;
        try {
            news = RbmEvents.read(JSON.readTree(data));
        } catch (IOException | IllegalArgumentException e) {
            return WebhookReply.status(400);
        }
        try {
            if (!news.isEmpty()) {
                events.accept(news);
            }
            return WebhookReply.status(200);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A push could not be stored and will be repeated: {0}", e);
            return WebhookReply.status(503);
        }
    }
}
