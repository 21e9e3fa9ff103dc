package org.heliograph.simulator.handset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.heliograph.simulator.RunningSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HandsetApiTest {

    private static RunningSimulator simulator;

    @BeforeAll
    static void start() throws IOException {
        simulator = RunningSimulator.start();
    }

    @AfterAll
    static void stop() throws IOException {
        simulator.close();
    }

    @Test
    void servesThePageUnderAPolicyThatRunsNothingForeign() {
        HttpResponse<String> page = simulator.call("GET", "/handset", null);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("https://").doesNotContain("<script>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'")
                .contains("default-src 'none'");
    }

    @Test
    void servesOnlyItsOwnFiles() {
        for (String name : List.of("handset.css", "handset.js", "messages.js", "texts.js", "icon.svg")) {
            assertThat(simulator.call("GET", "/handset/" + name, null).statusCode())
                    .isEqualTo(200);
        }
        for (String name : List.of("Replies.class", "..%2fSimulator.class", "%2e%2e", "nothing.js")) {
            assertThat(simulator.call("GET", "/handset/" + name, null).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void drawsNoMarkupFromMessages() {
        for (String name : List.of("handset.js", "messages.js")) {
            assertThat(simulator.call("GET", "/handset/" + name, null).body())
                    .doesNotContain("innerHTML")
                    .doesNotContain("insertAdjacentHTML")
                    .doesNotContain("document.write")
                    .doesNotContain("allow-scripts")
                    .doesNotContain("allow-same-origin");
        }
    }

    @Test
    void handsMarkupOverAsData() {
        simulator.call(
                "POST",
                "/api/handset/+34600000077/reply",
                "{\"channel\":\"rcs\",\"to\":\"<b>a</b>\",\"text\":\"<script>alert(1)</script>\"}");
        HttpResponse<String> messages = simulator.call("GET", "/api/handset/+34600000077/messages", null);
        assertThat(messages.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(messages.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        JsonNode first = simulator.get("/api/handset/+34600000077/messages").get(0);
        assertThat(first.path("text").asText()).isEqualTo("<script>alert(1)</script>");
    }

    @Test
    void saysWhatIsWrongWithAReply() {
        assertThat(reply("{\"channel\":\"sms\",\"text\":\"x\"}").statusCode()).isEqualTo(409);
        assertThat(reply("{\"channel\":\"fax\",\"text\":\"x\"}").statusCode()).isEqualTo(400);
        assertThat(reply("{\"channel\":\"rcs\",\"text\":\" \"}").statusCode()).isEqualTo(400);
        assertThat(reply("{\"channel\":\"rcs\",\"text\":\"x\"}").body()).contains("to is required");
        assertThat(reply("not json").statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> reply(String body) {
        return simulator.call("POST", "/api/handset/+34600000088/reply", body);
    }

    @Test
    void predictsAndPagesByRest() {
        assertThat(simulator
                        .get("/api/predict?channel=sms&number=%2B34600000001")
                        .path("outcome")
                        .asText())
                .isEqualTo("DELIVERED");
        assertThat(simulator.get("/api/health").path("status").asText()).isEqualTo("UP");
        for (int i = 0; i < 3; i++) {
            simulator.call(
                    "POST", "/api/handset/+34600000099/reply", "{\"channel\":\"rcs\",\"to\":\"a\",\"text\":\"x\"}");
        }
        JsonNode page = simulator.get("/api/ledger?recipient=34600000099&limit=2");
        assertThat(page.path("entries")).hasSize(2);
        assertThat(simulator
                        .get("/api/ledger?recipient=34600000099&since="
                                + page.path("next").asLong())
                        .path("entries"))
                .hasSize(1);
        assertThat(simulator
                        .call("GET", "/api/ledger?recipient=34600000099&format=ndjson", null)
                        .body()
                        .lines())
                .hasSize(3);
    }
}
