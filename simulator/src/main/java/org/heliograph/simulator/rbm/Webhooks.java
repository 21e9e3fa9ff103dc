package org.heliograph.simulator.rbm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.heliograph.simulator.behaviour.CurrentBehaviour;
import org.heliograph.simulator.behaviour.RbmBehaviour;
import org.heliograph.simulator.http.Json;
import org.heliograph.simulator.time.DelayWheel;
import org.heliograph.simulator.time.Stats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pushes events to the webhooks of agents, a few at a time, again with longer and longer pauses. Thread-safe. */
final class Webhooks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final int AT_ONCE = 32;
    private static final long PATIENCE_NANOS = Duration.ofDays(1).toNanos();
    private static final int LONGEST_SHIFT = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String HMAC = "HmacSHA512";

    private final CurrentBehaviour behaviour;
    private final RbmBehaviour.Agent otherwise;
    private final DelayWheel wheel;
    private final Stats stats;
    private final ConcurrentLinkedQueue<Push> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong messageIds = new AtomicLong(System.currentTimeMillis());
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "rbm-webhook");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .executor(threads)
            .build();

    /** @param otherwise where the events of agents go that the behaviour does not name */
    Webhooks(CurrentBehaviour behaviour, RbmBehaviour.Agent otherwise, DelayWheel wheel, Stats stats) {
        this.behaviour = behaviour;
        this.otherwise = otherwise;
        this.wheel = wheel;
        this.stats = stats;
    }

    private record Push(String agentId, ObjectNode event, Map<String, String> attributes, long since, int attempt) {}

    void push(String agentId, ObjectNode event, Map<String, String> attributes) {
        queue.add(new Push(agentId, event, attributes, System.nanoTime(), 1));
        next();
    }

    private void next() {
        while (underWay.getAndIncrement() < AT_ONCE) {
            Push push = queue.poll();
            if (push == null) {
                underWay.decrementAndGet();
                if (queue.isEmpty()) {
                    return;
                }
            } else {
                send(push);
            }
        }
        underWay.decrementAndGet();
    }

    private void send(Push push) {
        RbmBehaviour.Agent agent = behaviour.get().rbm().agents().getOrDefault(push.agentId(), otherwise);
        if (agent.webhook() == null) {
            LOG.debug("No webhook is set for agent {}", push.agentId());
            underWay.decrementAndGet();
            return;
        }
        try {
            client.sendAsync(request(push, agent), HttpResponse.BodyHandlers.discarding())
                    .whenComplete((response, failure) -> {
                        underWay.decrementAndGet();
                        answered(push, failure == null ? response.statusCode() : 0);
                        next();
                    });
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            underWay.decrementAndGet();
            stats.mark(Stats.Event.RCS_EVENTS_FAILED);
            LOG.warn("Cannot push to the webhook of agent {}: {}", push.agentId(), e.getMessage());
        }
    }

    private HttpRequest request(Push push, RbmBehaviour.Agent agent) throws GeneralSecurityException {
        byte[] data = push.event().toString().getBytes(StandardCharsets.UTF_8);
        ObjectNode body = Json.MAPPER.createObjectNode();
        ObjectNode message = body.putObject("message");
        message.put("data", Base64.getEncoder().encodeToString(data));
        message.set("attributes", Json.MAPPER.valueToTree(push.attributes()));
        String id = Long.toString(messageIds.incrementAndGet());
        message.put("messageId", id).put("message_id", id);
        message.put("publishTime", push.event().path("sendTime").asText());
        body.put("subscription", "projects/heliograph-simulator/subscriptions/" + push.agentId());
        return HttpRequest.newBuilder(URI.create(agent.webhook()))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("X-Goog-Signature", signature(data, agent.clientToken()))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    private static String signature(byte[] data, String clientToken) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(clientToken.getBytes(StandardCharsets.UTF_8), HMAC));
        return Base64.getEncoder().encodeToString(mac.doFinal(data));
    }

    private void answered(Push push, int status) {
        if (status >= 200 && status < 300) {
            stats.mark(Stats.Event.RCS_EVENTS);
        } else if (System.nanoTime() - push.since() > PATIENCE_NANOS) {
            stats.mark(Stats.Event.RCS_EVENTS_FAILED);
            LOG.warn("The webhook of agent {} answered {} to the last attempt", push.agentId(), status);
        } else {
            Push again = new Push(push.agentId(), push.event(), push.attributes(), push.since(), push.attempt() + 1);
            long pause =
                    Math.min(behaviour.get().rbm().pushPauseMaxMs(), 500L << Math.min(LONGEST_SHIFT, push.attempt()));
            wheel.after(pause, () -> {
                queue.add(again);
                next();
            });
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
