package org.heliograph.provider.googlerbm;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * An account's requests, with its token. What Google wants later because there is too much of it goes again after the
 * time it names: the message is not at fault, and must not use up its attempts while others wait behind it.
 */
final class RbmRequests {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int TOO_MUCH = 429;
    private static final int REPETITIONS = 4;
    private static final long FIRST_PAUSE_MILLIS = 100;
    /** Whoever is to wait longer waits in the database. */
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final RbmSettings settings;
    private final HttpClient http;
    private final AccessTokens tokens;
    private volatile boolean closed;

    RbmRequests(RbmSettings settings) {
        this.settings = settings;
        boolean plain = "http".equals(settings.baseUrl().getScheme());
        http = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .version(plain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
                .build();
        tokens = new AccessTokens(http, settings.serviceAccount(), settings.responseTimeout());
    }

    /** An answer's time, and the pauses if Google asked for them before. */
    Duration longestWait() {
        return settings.responseTimeout().plus(WholeAnswer.GRACE).plusMillis(REPETITIONS * LONGEST_PAUSE_MILLIS);
    }

    /** Never throws. */
    CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return send(request, 0);
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request, int repetition) {
        return attempt(request, true).thenCompose(response -> {
            long pause = response.statusCode() == TOO_MUCH ? pause(response, repetition) : 0;
            if (pause == 0 || pause > LONGEST_PAUSE_MILLIS || repetition == REPETITIONS || closed) {
                return CompletableFuture.completedFuture(response);
            }
            Executor later = CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS);
            return CompletableFuture.supplyAsync(() -> send(request, repetition + 1), later)
                    .thenCompose(Function.identity());
        });
    }

    private static long pause(HttpResponse<String> response, int repetition) {
        Duration asked = RbmAnswers.retryAfter(
                response.headers().firstValue("Retry-After").orElse(null));
        return Math.max(FIRST_PAUSE_MILLIS << repetition, asked == null ? 0 : asked.toMillis());
    }

    /** Sends a request with the account's token, once more with a new one if the token is refused. */
    private CompletableFuture<HttpResponse<String>> attempt(HttpRequest.Builder request, boolean again) {
        String token;
        try {
            token = tokens.get();
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(new ConnectException("interrupted"));
        }
        HttpRequest.Builder ready = request.copy().setHeader("Authorization", "Bearer " + token);
        return WholeAnswer.of(http, ready, settings.responseTimeout()).thenCompose(response -> {
            if (response.statusCode() != 401 || !again) {
                return CompletableFuture.completedFuture(response);
            }
            tokens.forget(token);
            return attempt(request, false);
        });
    }

    /** Nothing is repeated any more. */
    void close() {
        closed = true;
    }
}
