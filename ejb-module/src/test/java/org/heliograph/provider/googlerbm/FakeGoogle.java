package org.heliograph.provider.googlerbm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.channel.ProviderAccount;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.ProviderEvents;

/** Google's token endpoint and RBM API of the test. */
final class FakeGoogle implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    /** A body that begins and does not end. */
    static final String STALLED = "{\"name\":";

    private static final String KEY = key();

    final List<Request> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger tokens = new AtomicInteger();
    volatile Answer answer = request -> new Reply(200, "{}", Map.of());
    volatile int tokenStatus = 200;
    /** In place of a token; null for a good one. */
    volatile String tokenBody;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    record Request(String method, String uri, String authorization, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** @param status 0 to close the connection without a word */
    record Reply(int status, String body, Map<String, String> headers) {}

    interface Answer {
        Reply to(Request request);
    }

    FakeGoogle() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/token", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String token = "{\"access_token\":\"token-" + tokens.incrementAndGet() + "\",\"expires_in\":3600}";
            reply(exchange, new Reply(tokenStatus, tokenBody == null ? token : tokenBody, Map.of()));
        });
        server.createContext("/v1/", exchange -> {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(request);
            reply(exchange, answer.to(request));
        });
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** An account here, with further settings. */
    ProviderConnection connect(ProviderEvents received, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "agentId",
                "shop@rbm.goog",
                "serviceAccountJson",
                serviceAccount(),
                "clientToken",
                "c-token",
                "baseUrl",
                url()));
        settings.putAll(more);
        return new GoogleRbmProvider().connect(new ProviderAccount(3, "googlerbm", "Test", settings), received);
    }

    /** A key file as Google's console gives it out. */
    String serviceAccount() {
        return JSON.createObjectNode()
                .put("type", "service_account")
                .put("client_email", "rbm@test.iam.gserviceaccount.com")
                .put("private_key_id", "k1")
                .put("private_key", "-----BEGIN PRIVATE KEY-----\n" + KEY + "\n-----END PRIVATE KEY-----\n")
                .put("token_uri", url() + "/token")
                .toString();
    }

    /** A line of the private key. */
    static String secret() {
        return KEY.substring(100, 140);
    }

    static Reply fixture(int status) {
        return new Reply(status, read("error-" + status + ".json"), Map.of());
    }

    static String read(String name) {
        try (InputStream in = FakeGoogle.class.getResourceAsStream("/googlerbm/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void reply(HttpExchange exchange, Reply reply) throws IOException {
        if (reply.status() == 0) {
            exchange.close();
            return;
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        if (reply.body().equals(STALLED)) {
            exchange.sendResponseHeaders(reply.status(), body.length + 1L);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
            return;
        }
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
