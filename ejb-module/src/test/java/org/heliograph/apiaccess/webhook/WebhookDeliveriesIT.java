package org.heliograph.apiaccess.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.platform.Ids;
import org.heliograph.platform.Json;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updates from the change of a message to a receiver that answers as it likes, on real rows and sockets. */
class WebhookDeliveriesIT {

    @TempDir
    private Path folder;

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    /** Starts now, since who verifies a signature refuses old ones. */
    private final MovableClock clock = new MovableClock(Instant.now());

    private final Caller caller = database.newCompany();
    private final WebhookOutbox outbox = TestDatabase.wire(new WebhookOutbox(), jdbi, clock);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Map<String, List<String>>> headers = Collections.synchronizedList(new ArrayList<>());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private WebhookSecretService secrets;
    private WebhookWorker worker;
    private WebhookClient client;
    private HttpServer receiver;

    @BeforeEach
    void start() throws IOException {
        Path credentials = Files.writeString(
                folder.resolve("credentials.properties"),
                "secret.key=" + java.util.Base64.getEncoder().encodeToString(new byte[32]));
        System.setProperty("heliograph.credentials", credentials.toString());
        database.asSuperuser("delete from webhook_delivery");
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.setExecutor(threads);
        receiver.start();
        secrets = new InTransactions.Secrets(database, TestDatabase.wire(new WebhookSecretService(), jdbi, clock));
        client = TestDatabase.wire(new WebhookClient(), clock, TestDatabase.wire(new Signatures(), secrets));
        client.open(new GuardedNames("localhost"));
        worker = TestDatabase.wire(
                new WebhookWorker() {
                    @Override
                    ExecutorService executor() {
                        return threads;
                    }
                },
                client,
                new InTransactions.Deliveries(database, TestDatabase.wire(new WebhookDeliveries(), jdbi, clock)));
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
        client.close();
        threads.shutdownNow();
        System.clearProperty("heliograph.credentials");
    }

    private void receive(HttpExchange exchange) throws IOException {
        headers.add(Map.copyOf(exchange.getRequestHeaders()));
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/busy")) {
            exchange.getResponseHeaders().add("Retry-After", "600");
        }
        if (path.equals("/elsewhere")) {
            exchange.getResponseHeaders().add("Location", address("localhost", "/other"));
        }
        exchange.sendResponseHeaders(answers.getOrDefault(path, 200), -1);
        exchange.close();
    }

    private String address(String host, String path) {
        return "http://" + host + ":" + receiver.getAddress().getPort() + path;
    }

    @Test
    void tellsWhatBecameOfAMessageSignedByTheCompanysSecret()
            throws WebhookVerificationException, EmptyWebhookSecretException {
        UUID id = message(address("localhost", "/ok"));
        changed(id, MessageState.SENT);
        work();
        assertThat(Json.read(bodies.get(0), Map.class))
                .containsEntry("id", id.toString())
                .containsEntry("status", "sent")
                .containsEntry("channel", 1)
                .containsEntry("contact", "+12025550123");
        String secret = database.call(caller, secrets::get);
        new Webhook(secret).verify(bodies.get(0), lowerCase(headers.get(0)));
        assertThat(rows()).containsExactly("DELIVERED 200 1");
    }

    private static Map<String, List<String>> lowerCase(Map<String, List<String>> given) {
        Map<String, List<String>> lower = new java.util.HashMap<>();
        given.forEach((name, values) -> lower.put(name.toLowerCase(java.util.Locale.ROOT), values));
        return lower;
    }

    @Test
    void aReplacedSecretSignsBesideTheNewOneForADay() {
        String old = database.call(caller, secrets::get);
        String fresh = database.call(caller, secrets::replace);
        assertThat(fresh).isNotEqualTo(old).startsWith("whsec_");
        assertThat(database.call(caller, secrets::valid)).containsExactly(fresh, old);
        clock.move(WebhookSecretService.OVERLAP);
        assertThat(database.call(caller, secrets::valid)).containsExactly(fresh);
    }

    @Test
    void messagesWithoutAWebhookCostNothing() {
        Change change = new Change(
                message(null), null, null, null, false, MessageState.SENDING, MessageState.SENT, null, clock.instant());
        // Without a transaction, so that any statement fails.
        outbox.messagesChanged(new MessagesChanged(caller.company(), List.of(change)));
        assertThat(rows()).isEmpty();
    }

    @Test
    void whatWasRolledBackIsNotTold() {
        UUID id = message(address("localhost", "/ok"));
        try {
            database.run(caller, () -> {
                outbox.messagesChanged(event(id, MessageState.SENT));
                throw new IllegalStateException("The server dies.");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessageContaining("dies");
        }
        assertThat(rows()).isEmpty();
    }

    @Test
    void aFailureIsTriedAgainWithTheSameIdAndGivenUpAfterTheLast() {
        answers.put("/down", 500);
        changed(message(address("localhost", "/down")), MessageState.DELIVERED);
        for (Duration delay : List.of(
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(5),
                Duration.ofHours(10),
                Duration.ofHours(10))) {
            int before = bodies.size() + 1;
            work();
            assertThat(bodies).hasSize(before);
            clock.move(delay.minusMillis(1));
            work();
            assertThat(bodies).hasSize(before);
            clock.move(Duration.ofMillis(1));
        }
        work();
        assertThat(rows()).containsExactly("FAILED 500 8");
        assertThat(headers.stream().map(h -> lowerCase(h).get("webhook-id")).distinct())
                .hasSize(1);
    }

    @Test
    void theReceiverMayAskForMoreTimeOrForNoMore() {
        answers.put("/busy", 503);
        UUID id = message(address("localhost", "/busy"));
        changed(id, MessageState.SENT);
        work();
        clock.move(Duration.ofSeconds(599));
        work();
        assertThat(bodies).hasSize(1);
        answers.put("/busy", 410);
        clock.move(Duration.ofSeconds(1));
        work();
        assertThat(rows()).containsExactly("GONE 410 2");
        changed(id, MessageState.DELIVERED);
        assertThat(rows()).hasSize(1);
    }

    @Test
    void aPrivateAddressIsRefusedAndARedirectionNotFollowed() {
        changed(message(address("127.0.0.1", "/ok")), MessageState.SENT);
        work();
        assertThat(rows()).containsExactly("REFUSED address not public 1");
        assertThat(bodies).isEmpty();
        answers.put("/elsewhere", 302);
        changed(message(address("localhost", "/elsewhere")), MessageState.SENT);
        work();
        assertThat(bodies).hasSize(1);
        assertThat(rows()).contains("null 302 1");
    }

    @Test
    void updatesOfAMessageComeInTheirOrderAndNewerNewsMakesOlderNeedless() {
        answers.put("/ok", 500);
        UUID id = message(address("localhost", "/ok"));
        changed(id, MessageState.SENT);
        changed(id, MessageState.DELIVERED);
        work();
        assertThat(statuses()).containsExactly("sent", "delivered");
        answers.put("/ok", 200);
        changed(id, MessageState.DISPLAYED);
        work();
        assertThat(statuses()).containsExactly("sent", "delivered", "displayed");
        assertThat(rows()).containsExactly("SUPERSEDED 500 1", "SUPERSEDED 500 1", "DELIVERED 200 1");
    }

    @Test
    void aServersLeaseEndsWhenItHasDied() {
        changed(message(address("localhost", "/ok")), MessageState.SENT);
        WebhookDeliveries deliveries = TestDatabase.wire(new WebhookDeliveries(), jdbi, clock);
        assertThat(claim(deliveries)).hasSize(1);
        assertThat(claim(deliveries)).isEmpty();
        clock.move(Duration.ofMinutes(1));
        assertThat(claim(deliveries)).hasSize(1);
    }

    @Test
    void endedUpdatesAreForgottenAfterAWeek() {
        changed(message(address("localhost", "/ok")), MessageState.SENT);
        work();
        WebhookDeliveries deliveries = TestDatabase.wire(new WebhookDeliveries(), jdbi, clock);
        clock.move(Duration.ofDays(6));
        database.run(Caller.SYSTEM, deliveries::forgetOld);
        assertThat(rows()).hasSize(1);
        clock.move(Duration.ofDays(2));
        database.run(Caller.SYSTEM, deliveries::forgetOld);
        assertThat(rows()).isEmpty();
    }

    private List<WebhookUpdate> claim(WebhookDeliveries deliveries) {
        return database.call(Caller.SYSTEM, () -> deliveries.claim(10, 10, List.of(), 10, Map.of()));
    }

    private void work() {
        Callers.runAs(Caller.SYSTEM, worker::work);
    }

    private UUID message(String webhook) {
        UUID id = Ids.next();
        database.run(
                caller,
                () -> jdbi.useHandle(
                        handle -> handle.createUpdate("insert into message (id, company_id, channel, sender,"
                                        + " address, state, webhook, created_at) values (:id, :company, 'SMS', 'Bank',"
                                        + " '+12025550123', 'SENDING', :webhook, :now::timestamptz)")
                                .bind("id", id)
                                .bind("company", caller.company())
                                .bind("webhook", webhook)
                                .bind("now", clock.instant().toString())
                                .execute()));
        return id;
    }

    private void changed(UUID id, MessageState state) {
        database.run(caller, () -> {
            jdbi.useHandle(handle -> handle.execute("update message set state = ? where id = ?", state.name(), id));
            outbox.messagesChanged(event(id, state));
        });
    }

    private MessagesChanged event(UUID id, MessageState state) {
        Change change = new Change(id, null, null, null, true, MessageState.SENDING, state, null, clock.instant());
        return new MessagesChanged(caller.company(), List.of(change));
    }

    private List<String> statuses() {
        return bodies.stream()
                .map(body -> (String) Json.read(body, Map.class).get("status"))
                .toList();
    }

    private List<String> rows() {
        return database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery(
                                "select outcome, last_result, attempts from webhook_delivery order by id")
                        .map((row, context) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
                        .list()));
    }
}
