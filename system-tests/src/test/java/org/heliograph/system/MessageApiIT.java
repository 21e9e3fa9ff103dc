package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.system.Http.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program sends messages over the API and follows them. */
class MessageApiIT {

    private static final Duration DELIVERY = Duration.ofSeconds(60);

    private final Installation product = installation();
    private final CarrierSide carrier = new CarrierSide(product);

    /** Where the test runs; a packaging that runs the same test names its own. */
    Installation installation() {
        return Product.shared();
    }

    @Test
    void anSmsIsAcceptedSentAndDelivered() {
        Answer accepted = send(
                """
                {"contact": "+12125560001", "channel": 1, "senderId": "Heliograph", "payload": {"text": "Hello, 世界"}}
                """);
        assertThat(accepted.status()).isEqualTo(202);
        JsonNode message = awaitState(accepted.json().get("id").asText(), "DELIVERED");
        assertThat(message.get("parts").asInt()).isEqualTo(1);
        assertThat(carrier.received("sms", "+12125560001"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.get("text").asText()).isEqualTo("Hello, 世界"));
    }

    @Test
    void aLongSmsArrivesWhole() {
        String text = "0123456789".repeat(40);
        Answer accepted = send("{\"contact\": \"+12125560002\", \"channel\": 1, \"senderId\": \"Heliograph\","
                + " \"payload\": {\"text\": \"" + text + "\"}}");
        JsonNode message = awaitState(accepted.json().get("id").asText(), "DELIVERED");
        assertThat(message.get("parts").asInt()).isEqualTo(3);
        assertThat(carrier.received("sms", "+12125560002"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.get("text").asText()).isEqualTo(text));
    }

    @Test
    void anRcsCardIsDelivered() {
        carrier.behave("{\"rcs\": {\"reachablePercent\": 100, \"displayedPercent\": 0}}");
        Answer accepted = send(
                """
                {"contact": "+12125560003", "channel": 2, "senderId": "heliograph-agent",
                 "payload": {"card": {"title": "Savings", "text": "4 % for you",
                             "suggestions": [{"type": "reply", "text": "Tell me more"}]}}}
                """);
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        awaitState(accepted.json().get("id").asText(), "DELIVERED");
        carrier.reset();
    }

    @Test
    void anEmailThatBouncesIsUndelivered() {
        carrier.behave("{\"email\": {\"rules\": [{\"number\": \"bounces@.*\", \"outcome\": \"UNDELIVERED\"}]}}");
        Answer good = send(
                """
                {"contact": "reader@example.com", "channel": 6, "senderId": "hello@heliograph.example",
                 "payload": {"subject": "Statement", "html": "<p>Your statement is ready</p>"}}
                """);
        Answer bad = send(
                """
                {"contact": "bounces@example.com", "channel": 6, "senderId": "hello@heliograph.example",
                 "payload": {"subject": "Statement", "html": "<p>Your statement is ready</p>"}}
                """);
        awaitState(good.json().get("id").asText(), "SENT");
        awaitState(bad.json().get("id").asText(), "UNDELIVERED");
        carrier.reset();
    }

    @Test
    void aStopOptsOutAndAnyOtherMessageOptsInAgain() {
        Answer first = send(sms("+12125560004", "First"));
        awaitState(first.json().get("id").asText(), "DELIVERED");
        carrier.reply("+12125560004", "{\"channel\": \"sms\", \"text\": \" Stop! \", \"to\": \"Heliograph\"}");
        Answer refused = Eventually.get(
                DELIVERY, "the opt-out", () -> send(sms("+12125560004", "Second")), answer -> answer.status() == 409);
        assertThat(refused.json().get("code").asText()).isEqualTo("recipient_opted_out");
        carrier.reply("+12125560004", "{\"channel\": \"sms\", \"text\": \"Hello again\", \"to\": \"Heliograph\"}");
        Eventually.get(
                DELIVERY, "the opt-in", () -> send(sms("+12125560004", "Third")), answer -> answer.status() == 202);
    }

    @Test
    void aWebhookIsToldOfEachStatusSignedAndAgainAfterAFailure() {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            receiver.failNext(1);
            String id = send(sms("+12125560005", "Tell me", receiver.address("localhost")))
                    .json()
                    .get("id")
                    .asText();
            List<WebhookReceiver.Update> updates = Eventually.get(
                    DELIVERY, "an update of " + id + " as delivered", () -> receiver.updates(id), all -> all.stream()
                            .anyMatch(update -> update.answer() == 204
                                    && update.json().get("status").asText().equals("delivered")));
            assertThat(updates.get(0).answer()).isEqualTo(500);
            assertThat(updates)
                    .filteredOn(update -> update.id().equals(updates.get(0).id()) || update.answer() == 204)
                    .hasSizeGreaterThan(1);
            assertThat(updates.get(0).json().get("status").asText()).isEqualTo("sent");
            String secret = webhookSecret();
            assertThat(updates).allMatch(update -> update.isSignedBy(secret));
            assertThat(updates.get(updates.size() - 1).json()).isEqualTo(awaitState(id, "DELIVERED"));
        }
    }

    /** As a person reads it, who then configures it. */
    private String webhookSecret() {
        try (Portal portal = Portal.signIn(product, "admin")) {
            portal.open("/apiaccess/keys.xhtml");
            portal.page().click(Portal.id("signing:secret"));
            return portal.page().waitForSelector(".secret-value[value^=whsec_]").inputValue();
        }
    }

    @Test
    void anAddressInsideIsNotCalled() {
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            String inside = send(sms("+12125560006", "Inside", receiver.address("127.0.0.1")))
                    .json()
                    .get("id")
                    .asText();
            String allowed = send(sms("+12125560006", "Allowed", receiver.address("localhost")))
                    .json()
                    .get("id")
                    .asText();
            awaitState(inside, "DELIVERED");
            Eventually.get(DELIVERY, "the other update", () -> receiver.updates(allowed), all -> !all.isEmpty());
            assertThat(receiver.updates(inside)).isEmpty();
        }
    }

    @Test
    void aRequestRepeatedUnderItsKeyMakesOneMessage() {
        String key = java.util.UUID.randomUUID().toString();
        Answer first = send(sms("+12125560007", "Once"), "Idempotency-Key", key);
        Answer again = send(sms("+12125560007", "Once"), "Idempotency-Key", key);
        Answer other = send(sms("+12125560007", "Something else"), "Idempotency-Key", key);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("code").asText()).isEqualTo("idempotency_key_reused");
        awaitState(first.json().get("id").asText(), "DELIVERED");
        assertThat(carrier.received("sms", "+12125560007")).hasSize(1);
    }

    @Test
    void aContentTemplateIsSentWithTheValuesGiven() {
        String id;
        try (Portal portal = Portal.signIn(product, "marketer")) {
            id = portal.addSmsTemplate("Reminder", "Dear {{attribute.name}}, see you at {{attribute.city|ours}}");
        }
        String body = "{\"contact\": \"+12125560010\", \"channel\": 1, \"senderId\": \"Heliograph\","
                + " \"template\": {\"id\": " + id + ", \"params\": %s}}";
        Answer accepted = send(body.formatted("{\"attribute.name\": \"Grace\"}"));
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        awaitState(accepted.json().get("id").asText(), "DELIVERED");
        assertThat(carrier.received("sms", "+12125560010"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.get("text").asText()).isEqualTo("Dear Grace, see you at ours"));

        refused(body.formatted("{}"), "template_params_missing", "template.params");
        refused(
                body.replace("\"channel\": 1", "\"channel\": 2")
                        .replace("\"Heliograph\"", "\"heliograph-agent\"")
                        .formatted("{}"),
                "template_channel",
                "template.id");
        refused(body.replace("\"id\": " + id, "\"id\": 1").formatted("{}"), "template_unknown", "template.id");
        assertThat(carrier.received("sms", "+12125560010")).hasSize(1);
    }

    private void refused(String body, String code, String field) {
        Answer answer = send(body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().get("code").asText()).isEqualTo(code);
        assertThat(answer.json().get("field").asText()).isEqualTo(field);
        assertThat(answer.json().get("detail").asText()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"contact": "+12125560009",                                                                             | 400 | malformed
                    {"contact": "+12125560009", "channel": 99, "senderId": "Heliograph", "payload": {"text": "x"}}           | 422 | channel
                    {"contact": "+12125560009", "channel": 1, "senderId": "Nobody", "payload": {"text": "x"}}                | 422 | sender_unknown
                    {"contact": "12", "channel": 1, "senderId": "Heliograph", "payload": {"text": "x"}}                      | 422 | phone_
                    {"contact": "+12125560009", "channel": 1, "senderId": "Heliograph", "payload": {"text": ""}}             | 422 | content_required
                    {"contact": "+12125560009", "channel": 1, "senderId": "Heliograph", "payload": {"txt": "x"}}             | 422 | payload
                    {"contact": "+12125560009", "channel": 1, "senderId": "Heliograph"}                                      | 422 | payload
                    """)
    void whatIsWrongIsSaidAndNothingIsSent(String body, int status, String code) {
        Answer answer = send(body);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().get("code").asText()).contains(code);
        assertThat(answer.json().get("detail").asText()).isNotBlank();
        assertThat(carrier.received("sms", "+12125560009")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, application/json, 405, method_not_allowed",
        "PUT, application/json, 405, method_not_allowed",
        "POST, text/plain, 415, media_type_unsupported",
        "POST, application/x-www-form-urlencoded, 415, media_type_unsupported",
        "POST, application/json; charset=utf-8, 400, body_missing"
    })
    void onlyAPostOfJsonIsTaken(String method, String type, int status, String code) {
        for (String address : List.of(messages(), messages() + "/")) {
            Answer answer =
                    Http.send(method, address, null, "X-API-Key", product.demo("api key"), "Content-Type", type);
            assertThat(answer.status()).as(answer.text()).isEqualTo(status);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.json().get("code").asText()).isEqualTo(code);
        }
    }

    @Test
    void aKeyIsTakenInThreeFormsAndNothingWorksWithoutOne() {
        String key = product.demo("api key");
        String basic = java.util.Base64.getEncoder().encodeToString((key + ":").getBytes());
        for (String[] header :
                List.of(new String[] {"X-API-Key", key}, new String[] {"Authorization", "Bearer " + key}, new String[] {
                    "Authorization", "Basic " + basic
                })) {
            assertThat(Http.get(messages() + "/018f0000-0000-7000-8000-000000000000", header)
                            .status())
                    .isEqualTo(404);
        }
        assertThat(Http.get(messages() + "/018f0000-0000-7000-8000-000000000000")
                        .status())
                .isEqualTo(401);
        assertThat(Http.get(messages() + "/018f0000-0000-7000-8000-000000000000", "X-API-Key", "wrong")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theApiDescribesItself() {
        Answer document = Http.get(product.address() + "/openapi");
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.text()).contains("/messages", "problem+json", "X-API-Key");
    }

    private static String sms(String contact, String text) {
        return "{\"contact\": \"" + contact
                + "\", \"channel\": 1, \"senderId\": \"Heliograph\", \"payload\": {\"text\": \"" + text + "\"}}";
    }

    private static String sms(String contact, String text, String webhook) {
        return "{\"contact\": \"" + contact + "\", \"channel\": 1, \"senderId\": \"Heliograph\", \"webhook\": \""
                + webhook + "\", \"payload\": {\"text\": \"" + text + "\"}}";
    }

    private JsonNode awaitState(String id, String state) {
        return Eventually.get(
                DELIVERY,
                "message " + id + " to be " + state,
                () -> Http.get(messages() + "/" + id, "X-API-Key", product.demo("api key"))
                        .json(),
                message -> message.path("status").asText().equalsIgnoreCase(state));
    }

    private Answer send(String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("X-API-Key", product.demo("api key")));
        return Http.post(messages(), body, all.toArray(String[]::new));
    }

    private String messages() {
        return product.address() + "/api/v1/messages";
    }
}
