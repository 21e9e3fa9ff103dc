package org.heliograph.provider.googlerbm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.heliograph.channel.Failure;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.ProviderEvents;
import org.heliograph.channel.RcsContent;
import org.heliograph.channel.RecentTrouble;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.WebhookReply;
import org.heliograph.channel.WebhookRequest;

/** An agent's account. */
final class RbmConnection implements ProviderConnection {

    private static final System.Logger LOG = System.getLogger(RbmConnection.class.getName());
    private static final long CLOSE_SECONDS = 5;

    private final String name;
    private final RbmSettings settings;
    private final RbmRequests requests;
    private final Semaphore window;
    private final RbmWebhook webhook;
    private final RbmCapabilities capabilities;
    private final RecentTrouble trouble = new RecentTrouble();
    private volatile boolean closed;

    RbmConnection(String name, RbmSettings settings, ProviderEvents events) {
        this.name = name;
        this.settings = settings;
        requests = new RbmRequests(settings);
        window = new Semaphore(settings.maxConcurrent());
        webhook = new RbmWebhook(settings.clientToken(), events);
        capabilities = new RbmCapabilities(this::ask, settings);
    }

    @Override
    public void send(List<OutboundMessage> batch, Consumer<SendResult> results) {
        for (OutboundMessage message : batch) {
            send(message, results);
        }
    }

    private void send(OutboundMessage message, Consumer<SendResult> results) {
        ObjectNode body;
        try {
            int ttl = message.validitySeconds() > 0 ? message.validitySeconds() : settings.messageTtl();
            body = RbmMessages.agentMessage((RcsContent) message.content(), ttl);
        } catch (RuntimeException e) {
            results.accept(new SendResult.Refused(message.id(), Failure.INVALID_CONTENT, "not_rbm"));
            return;
        }
        if (closed) {
            results.accept(new SendResult.Refused(message.id(), Failure.UNREACHABLE, "closed"));
            return;
        }
        String agent = message.sender() == null || message.sender().isBlank() ? settings.agentId() : message.sender();
        String path = "/v1/phones/" + encode(message.recipient()) + "/agentMessages?messageId=" + message.id()
                + "&agentId=" + encode(agent);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (!acquire()) {
            results.accept(new SendResult.Refused(message.id(), Failure.UNREACHABLE, "interrupted"));
            return;
        }
        if (message.sendBy().isOver()) {
            window.release();
            results.accept(new SendResult.Refused(message.id(), Failure.HOURS_OVER, "hours"));
            return;
        }
        requests.send(request).whenComplete((response, problem) -> {
            SendResult result = problem == null
                    ? RbmAnswers.result(message.id(), response)
                    : RbmAnswers.result(message.id(), cause(problem));
            note(result);
            try {
                results.accept(result);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "The result of message " + message.id() + " was not taken", e);
            } finally {
                window.release();
            }
        });
    }

    @Override
    public Duration longestWait() {
        return requests.longestWait();
    }

    private CompletableFuture<HttpResponse<String>> ask(HttpRequest.Builder request) {
        if (!acquire()) {
            return CompletableFuture.failedFuture(new ConnectException("interrupted"));
        }
        return requests.send(request).whenComplete((response, problem) -> window.release());
    }

    /** Waits for a place in the window; false if the thread is interrupted meanwhile. */
    private boolean acquire() {
        try {
            window.acquire();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void note(SendResult result) {
        if (!(result instanceof SendResult.Refused refused)) {
            trouble.clear();
        } else if (refused.failure() == Failure.ACCOUNT_REFUSED) {
            trouble.note("Google refuses the account (" + refused.code() + ")");
        } else if (refused.failure() == Failure.UNREACHABLE) {
            trouble.note("no connection to " + settings.baseUrl());
        }
    }

    @Override
    public Map<String, Boolean> checkCapability(Collection<String> addresses) {
        return closed ? Map.of() : capabilities.check(addresses);
    }

    @Override
    public WebhookReply receive(WebhookRequest request) {
        return webhook.receive(request);
    }

    @Override
    public ConnectionState state() {
        if (closed) {
            return ConnectionState.down("closed");
        }
        return trouble.state();
    }

    @Override
    public void close() {
        closed = true;
        requests.close();
        try {
            window.tryAcquire(settings.maxConcurrent(), CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI uri(String path) {
        return URI.create(settings.baseUrl() + path);
    }

    static String encode(String value) {
        return URLEncoder.encode(value == null ? "" : value, StandardCharsets.UTF_8);
    }

    private static Throwable cause(Throwable problem) {
        return problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
    }

    @Override
    public String toString() {
        return "RbmConnection[" + name + " " + settings + "]";
    }
}
