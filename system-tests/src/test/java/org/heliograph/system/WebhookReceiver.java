package org.heliograph.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client's own server that takes updates; it fails as often as it is told, then takes them all. */
final class WebhookReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Update> updates = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    /** What arrived, whatever the answer was. */
    record Update(String id, String timestamp, String signature, String body, int answer) {

        JsonNode json() {
            try {
                return Http.JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** As Standard Webhooks describes it, without a library of ours. */
        boolean isSignedBy(String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(
                        Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
                byte[] hash = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
                return List.of(signature.split(" "))
                        .contains("v1," + Base64.getEncoder().encodeToString(hash));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        int answer = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 500 : 204;
        updates.add(new Update(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                answer));
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    void failNext(int times) {
        failures.set(times);
    }

    String address(String host) {
        return "http://" + host + ":" + server.getAddress().getPort() + "/updates";
    }

    /** Of a message. */
    List<Update> updates(String message) {
        return updates.stream()
                .filter(update -> update.json().get("id").asText().equals(message))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
