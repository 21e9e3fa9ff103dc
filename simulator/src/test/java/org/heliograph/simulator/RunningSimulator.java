package org.heliograph.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.heliograph.simulator.http.Json;
import org.heliograph.simulator.ledger.LedgerLimits;

/** A simulator on free ports, told by its own REST API, that reports at once. */
public final class RunningSimulator implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Simulator simulator;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningSimulator(Simulator simulator) {
        this.simulator = simulator;
    }

    public static RunningSimulator start() throws IOException {
        return start(1);
    }

    /** @param bouncePort where bounces and mail replies go */
    public static RunningSimulator start(int bouncePort) throws IOException {
        Path data = Files.createTempDirectory("simulator");
        RunningSimulator running = new RunningSimulator(Simulator.start(new SimulatorSettings(
                "127.0.0.1",
                0,
                0,
                0,
                data,
                InetSocketAddress.createUnresolved("127.0.0.1", bouncePort),
                null,
                "token",
                null,
                LedgerLimits.standard())));
        running.behave(
                """
                {"sms":{"delayMinMs":0,"delayMaxMs":0},
                 "rcs":{"delayMinMs":0,"delayMaxMs":0,"displayDelayMs":0},
                 "email":{"delayMinMs":0,"delayMaxMs":0}}""");
        return running;
    }

    public int smppPort() {
        return simulator.smppPort();
    }

    public int smtpPort() {
        return simulator.smtpPort();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + simulator.httpPort() + path);
    }

    public void behave(String change) {
        HttpResponse<String> response = call("PATCH", "/api/behaviour", change);
        if (response.statusCode() != 200) {
            throw new IllegalArgumentException(response.body());
        }
    }

    public JsonNode get(String path) {
        try {
            return Json.MAPPER.readTree(call("GET", path, null).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpResponse<String> call(String method, String path, String json) {
        HttpRequest.BodyPublisher body =
                json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json);
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .method(method, body)
                .build());
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public JsonNode ledger() {
        return get("/api/ledger?content=full").path("entries");
    }

    /** Asks until the answer is yes. */
    public static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited " + PATIENCE + " in vain");
            }
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    @Override
    public void close() throws IOException {
        simulator.close();
    }
}
