package org.heliograph.provider.googlerbm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.channel.ProviderEvent.Status;
import org.heliograph.channel.ReceivedEvents;
import org.heliograph.channel.WebhookReply;
import org.heliograph.channel.WebhookRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RbmWebhookTest {

    private static final String TOKEN = "SJENCPGJESMGUFPY";
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private final ReceivedEvents events = new ReceivedEvents();
    private final RbmWebhook webhook = new RbmWebhook(TOKEN, events);

    @Test
    void answersTheHandshakeWithTheSecret() {
        WebhookReply reply = post("{\"clientToken\":\"" + TOKEN + "\",\"secret\":\"1234567890\"}", null);

        assertThat(reply).isEqualTo(new WebhookReply(200, "text/plain", "1234567890"));
        assertThat(post("{\"clientToken\":\"other\",\"secret\":\"1\"}", null).status())
                .isEqualTo(401);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "event-delivered.json, DELIVERED, -",
                "event-read.json, DISPLAYED, -",
                "event-ttl-revoked.json, EXPIRED, TTL_EXPIRATION_REVOKED"
            })
    void reportsEvents(String fixture, Status status, String code) {
        assertThat(push(fixture).status()).isEqualTo(200);

        assertThat(events.only())
                .isEqualTo(
                        new Report(List.of("0195a5a0-0000-7000-8000-000000000001"), status, code, AT.plusMillis(123)));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            nullValues = "-",
            delimiter = ';',
            value = {
                "message-text.json;Hello, ñ;-;MxJ1",
                "message-suggestion.json;Yes;yes-1;MxJ2",
                "message-location.json;geo:40.4168,-3.7038;-;MxJ3",
                "message-file.json;https://rcs-user-content.example/a.png;-;MxJ4"
            })
    void passesOnMessages(String fixture, String text, String postback, String id) {
        assertThat(push(fixture).status()).isEqualTo(200);

        assertThat(events.only()).isEqualTo(new Inbound("+34600111222", "shop@rbm.goog", text, postback, id, AT, null));
    }

    @Test
    void acknowledgesWhatIsNoNews() {
        assertThat(push("event-typing.json").status()).isEqualTo(200);
        assertThat(events.all()).isEmpty();
    }

    @Test
    void refusesAWrongOrMissingSignature() throws Exception {
        byte[] data = FakeGoogle.read("message-text.json").getBytes(StandardCharsets.UTF_8);

        assertThat(post(envelope(data), "AAAA").status()).isEqualTo(401);
        assertThat(post(envelope(data), null).status()).isEqualTo(401);
        assertThat(post(envelope(data), sign("other".getBytes(StandardCharsets.UTF_8)))
                        .status())
                .isEqualTo(401);
        assertThat(events.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"message\":{\"data\":\"***\"}}"})
    void refusesWhatIsMalformed(String body) {
        assertThat(post(body, "x").status()).isEqualTo(400);
    }

    @Test
    void refusesASignedEventThatNamesNothing() throws Exception {
        byte[] data = "{\"eventType\":\"DELIVERED\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(post(envelope(data), sign(data)).status()).isEqualTo(400);
    }

    @Test
    void asksForARepetitionWhenItCannotStore() {
        events.fail(true);

        assertThat(push("message-text.json").status()).isEqualTo(503);
    }

    private WebhookReply push(String fixture) {
        try {
            byte[] data = FakeGoogle.read(fixture).getBytes(StandardCharsets.UTF_8);
            return post(envelope(data), sign(data));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String envelope(byte[] data) {
        return "{\"message\":{\"attributes\":{\"product\":\"RBM\"},\"data\":\""
                + Base64.getEncoder().encodeToString(data) + "\",\"messageId\":\"1\"},\"subscription\":\"s\"}";
    }

    private static String sign(byte[] data) throws java.security.GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
        return Base64.getEncoder().encodeToString(mac.doFinal(data));
    }

    private WebhookReply post(String body, String signature) {
        Map<String, List<String>> headers =
                signature == null ? Map.of() : Map.of("x-goog-signature", List.of(signature));
        return webhook.receive(new WebhookRequest("POST", headers, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }
}
