package org.heliograph.simulator.rbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.heliograph.simulator.RunningSimulator.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.heliograph.simulator.RunningSimulator;
import org.heliograph.simulator.http.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RbmApiTest {

    private static final String NUMBER = "+34600000001";
    private static final String TEXT = "{\"text\":\"Hello\"}";

    private RunningSimulator simulator;
    private Agent agent;

    @BeforeEach
    void start() throws Exception {
        simulator = RunningSimulator.start();
        simulator.behave("{\"rcs\":{\"reachablePercent\":100,\"displayedPercent\":100}}");
        agent = new Agent(simulator);
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        simulator.close();
    }

    @Test
    void admitsOnlyAssertionsAndTokensThatAreGood() throws Exception {
        assertThat(simulator.call("POST", "/v1/phones/+1/agentMessages", "{}").statusCode())
                .isEqualTo(401);
        HttpResponse<String> late = Agent.signIn(simulator, Instant.now().minusSeconds(60));
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.body()).contains("invalid_grant");
    }

    @Test
    void deliversAndReadsWithSignedEvents() throws Exception {
        HttpResponse<String> sent = agent.send(NUMBER, "m1", TEXT);
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(Json.MAPPER.readTree(sent.body()).path("name").asText())
                .isEqualTo("phones/+34600000001/agentMessages/m1");
        List<JsonNode> events = List.of(agent.nextEvent(), agent.nextEvent());
        assertThat(events)
                .extracting(event -> event.path("eventType").asText())
                .containsExactlyInAnyOrder("DELIVERED", "READ");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.path("messageId").asText()).isEqualTo("m1");
            assertThat(event.path("senderPhoneNumber").asText()).isEqualTo(NUMBER);
            assertThat(event.path("agentId").asText()).isEqualTo(Agent.ID);
        });
    }

    @Test
    void answersARepeatedMessageIdWithAlreadyExists() throws Exception {
        agent.send(NUMBER, "m1", TEXT);
        HttpResponse<String> again = agent.send(NUMBER, "m1", TEXT);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(Json.MAPPER
                        .readTree(again.body())
                        .path("error")
                        .path("status")
                        .asText())
                .isEqualTo("ALREADY_EXISTS");
        assertThat(simulator.ledger()).hasSize(1);
        assertThat(simulator.ledger().get(0).path("duplicates").asInt()).isEqualTo(1);
    }

    @Test
    void knowsWhoHasRcs() throws Exception {
        simulator.behave("{\"rcs\":{\"unreachable\":[\"2$\"]}}");
        assertThat(agent.send("+34600000002", "m1", TEXT).statusCode()).isEqualTo(404);
        String path = "/v1/phones/%s/capabilities?requestId=1&agentId=" + Agent.ID;
        assertThat(agent.call("GET", path.formatted("+34600000002"), "").statusCode())
                .isEqualTo(404);
        assertThat(agent.call("GET", path.formatted(NUMBER), "").body()).contains("RICHCARD_CAROUSEL");
        HttpResponse<String> batch = agent.call(
                "POST", "/v1/users:batchGet", "{\"agentId\":\"a\",\"users\":[\"+34600000001\",\"+34600000002\"]}");
        assertThat(Json.MAPPER.readTree(batch.body()).path("reachableUsers").toString())
                .isEqualTo("[\"+34600000001\"]");
    }

    @Test
    void throttlesFailsForNowAndFallsSilent() {
        simulator.behave(
                """
                {"rcs":{"rules":[{"number":"2$","outcome":"TEMPORARY","code":"503"},{"number":"3$","outcome":"SILENT"}]}}""");
        assertThat(agent.send("+34600000002", "m2", TEXT).statusCode()).isEqualTo(503);
        assertThat(agent.send("+34600000002", "m2", TEXT).statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> agent.send("+34600000003", "m3", TEXT)).isInstanceOf(UncheckedIOException.class);
        simulator.behave("{\"rcs\":{\"throttlePerSecond\":1},\"rbm\":{\"retryAfterSeconds\":3}}");
        List<HttpResponse<String>> both = List.of(agent.send(NUMBER, "m4", TEXT), agent.send(NUMBER, "m5", TEXT));
        assertThat(both).extracting(HttpResponse::statusCode).containsExactly(200, 429);
        assertThat(both.get(1).headers().firstValue("Retry-After")).contains("3");
    }

    @Test
    void answersWithHalfADocumentThoughItHasTakenTheMessage() {
        simulator.behave("{\"rbm\":{\"malformedEveryMessages\":2}}");
        assertThat(agent.send(NUMBER, "m1", TEXT).body()).endsWith("}");
        HttpResponse<String> half = agent.send(NUMBER, "m2", TEXT);
        assertThat(half.statusCode()).isEqualTo(200);
        assertThat(half.body()).doesNotEndWith("}");
        assertThat(simulator.ledger()).hasSize(2);
    }

    @Test
    void takesBackWhatIsNotDeliveredYet() {
        simulator.behave("{\"rcs\":{\"delayMinMs\":60000,\"delayMaxMs\":60000}}");
        agent.send(NUMBER, "m1", TEXT);
        String path = "/v1/phones/" + NUMBER + "/agentMessages/%s?agentId=" + Agent.ID;
        assertThat(agent.call("DELETE", path.formatted("m1"), "").statusCode()).isEqualTo(200);
        assertThat(agent.call("DELETE", path.formatted("m2"), "").statusCode()).isEqualTo(404);
        assertThat(simulator.ledger().get(0).path("status").asText()).isEqualTo("REVOKED");
    }

    @Test
    void readsByHandAndTellsTheAgentWhatWasTapped() throws Exception {
        simulator.behave("{\"rcs\":{\"manualRead\":true}}");
        agent.send(NUMBER, "m1", TEXT);
        assertThat(agent.nextEvent().path("eventType").asText()).isEqualTo("DELIVERED");
        simulator.call("POST", "/api/handset/" + NUMBER + "/read", "{\"agent\":\"" + Agent.ID + "\"}");
        assertThat(agent.nextEvent().path("eventType").asText()).isEqualTo("READ");
        simulator.call(
                "POST",
                "/api/handset/" + NUMBER + "/reply",
                "{\"channel\":\"rcs\",\"text\":\"Yes\",\"postback\":\"yes-1\"}");
        assertThat(agent.nextEvent().path("suggestionResponse").toString())
                .isEqualTo("{\"postbackData\":\"yes-1\",\"text\":\"Yes\",\"type\":\"REPLY\"}");
        simulator.call("POST", "/api/handset/" + NUMBER + "/reply", "{\"channel\":\"rcs\",\"text\":\"Typed\"}");
        assertThat(agent.nextEvent().path("text").asText()).isEqualTo("Typed");
        await(() -> simulator.get("/api/handset/" + NUMBER + "/messages").size() == 3);
    }
}
