package org.heliograph.simulator.rbm;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.heliograph.simulator.RunningSimulator;
import org.heliograph.simulator.http.Json;

/** An RCS agent as the product is one: signs in, sends, and keeps the events it is pushed. */
final class Agent implements AutoCloseable {

    static final String ID = "acme_agent";

    final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final RunningSimulator simulator;
    private final HttpServer webhook;
    private final String token;

    Agent(RunningSimulator simulator) throws Exception {
        this.simulator = simulator;
        webhook = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        webhook.createContext("/", exchange -> {
            try (exchange) {
                JsonNode push = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
                byte[] data = Base64.getDecoder()
                        .decode(push.path("message").path("data").asText());
                boolean genuine =
                        signature(data).equals(exchange.getRequestHeaders().getFirst("X-Goog-Signature"));
                events.add(genuine ? Json.MAPPER.readTree(data) : Json.MAPPER.nullNode());
                exchange.sendResponseHeaders(200, -1);
            }
        });
        webhook.start();
        simulator.behave("{\"rbm\":{\"agents\":{\"" + ID + "\":{\"webhook\":\"http://127.0.0.1:"
                + webhook.getAddress().getPort() + "/events\",\"clientToken\":\"hush\"}}}}");
        token = Json.MAPPER
                .readTree(signIn(simulator, Instant.now().plusSeconds(600)).body())
                .path("access_token")
                .asText();
    }

    private static String signature(byte[] data) throws IOException {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec("hush".getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
            return Base64.getEncoder().encodeToString(mac.doFinal(data));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    static HttpResponse<String> signIn(RunningSimulator simulator, Instant expiry) throws Exception {
        JsonNode account = simulator.get("/api/rbm/service-account");
        String pem = account.path("private_key").asText().replaceAll("-----[A-Z ]+-----", "");
        PrivateKey key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.RS256),
                new JWTClaimsSet.Builder()
                        .issuer(account.path("client_email").asText())
                        .audience(account.path("token_uri").asText())
                        .expirationTime(Date.from(expiry))
                        .build());
        jwt.sign(new RSASSASigner(key));
        String form = "grant_type="
                + URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", StandardCharsets.UTF_8)
                + "&assertion=" + jwt.serialize();
        return simulator.send(HttpRequest.newBuilder(simulator.uri("/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    HttpResponse<String> send(String number, String messageId, String contentMessage) {
        return call(
                "POST",
                "/v1/phones/" + number + "/agentMessages?messageId=" + messageId + "&agentId=" + ID,
                "{\"contentMessage\":" + contentMessage + "}");
    }

    HttpResponse<String> call(String method, String path, String body) {
        return simulator.send(HttpRequest.newBuilder(simulator.uri(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    JsonNode nextEvent() throws InterruptedException {
        JsonNode event = events.poll(20, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("No event came");
        }
        return event;
    }

    @Override
    public void close() {
        webhook.stop(0);
    }
}
