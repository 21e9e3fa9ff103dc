package org.heliograph.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The simulator as the tests see it: how it behaves, and what it received. */
final class CarrierSide {

    private final String address;

    CarrierSide(Installation product) {
        this.address = product.demo("simulator");
    }

    /** Sets the behaviour; what is left out is as in the demo, which delivers everything. */
    void behave(String json) {
        Http.Answer answer = Http.send("PUT", address + "/api/behaviour", json);
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
    }

    /** Breaks all SMPP connections at once. */
    void dropConnections() {
        Http.send("DELETE", address + "/api/smpp/binds", null);
    }

    /** Empties the ledger. */
    void forget() {
        Http.send("DELETE", address + "/api/ledger", null);
    }

    void reset() {
        Http.send("DELETE", address + "/api/behaviour", null);
    }

    /** What a channel received, oldest first, of recipients whose address starts so. */
    List<JsonNode> received(String channel, String prefix) {
        return received(channel, prefix, 0);
    }

    /** @param after only what has a greater {@code seq} */
    List<JsonNode> received(String channel, String prefix, long after) {
        List<JsonNode> entries = new ArrayList<>();
        long since = after;
        while (true) {
            JsonNode page = Http.get(address + "/api/ledger?channel=" + channel + "&limit=10000&since=" + since)
                    .json();
            if (page.get("entries").isEmpty()) {
                return entries;
            }
            for (JsonNode entry : page.get("entries")) {
                if (entry.get("recipient").asText().startsWith(prefix)) {
                    entries.add(entry);
                }
            }
            since = page.get("next").asLong();
        }
    }

    JsonNode predict(String channel, String number) {
        return Http.get(address + "/api/predict?channel=" + channel + "&number=" + number.replace("+", "%2B"))
                .json();
    }

    void reply(String number, String json) {
        Http.Answer answer = Http.post(address + "/api/handset/" + number.replace("+", "%2B") + "/reply", json);
        if (answer.status() != 202) {
            throw new AssertionError(answer.text());
        }
    }

    /** A channel's figures, whatever has left the ledger since. */
    JsonNode summary(String channel) {
        JsonNode channels = Http.get(address + "/api/ledger/summary").json().get("channels");
        return channels.path(channels.has(channel) ? channel : channel.toUpperCase(java.util.Locale.ROOT));
    }

    JsonNode stats() {
        return Http.get(address + "/api/stats").json();
    }
}
