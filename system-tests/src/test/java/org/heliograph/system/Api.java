package org.heliograph.system;

import java.time.Duration;

/** The message API, by one SMS. */
final class Api {

    private static final Duration DELIVERY = Duration.ofMinutes(2);

    private final Product product;

    Api(Product product) {
        this.product = product;
    }

    Http.Answer sendSms(String phone, String text) {
        return Http.post(
                product.address() + "/api/v1/messages",
                "{\"contact\": \"" + phone
                        + "\", \"channel\": 1, \"senderId\": \"Heliograph\", \"payload\": {\"text\": \"" + text
                        + "\"}}",
                "X-API-Key",
                product.demo("api key"));
    }

    String state(String id) {
        return Http.get(product.address() + "/api/v1/messages/" + id, "X-API-Key", product.demo("api key"))
                .json()
                .path("status")
                .asText();
    }

    /** Sends one as soon as it is accepted, and waits for its delivery. */
    String deliverSms(String phone) {
        Http.Answer accepted = Eventually.get(
                DELIVERY, "the API to accept a message", () -> sendSms(phone, "Hello"), a -> a.status() == 202);
        String id = accepted.json().get("id").asText();
        Eventually.get(DELIVERY, "its delivery", () -> state(id), "DELIVERED"::equalsIgnoreCase);
        return id;
    }
}
