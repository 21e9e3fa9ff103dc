package org.heliograph.provider.googlerbm;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An answer with its body. The client's own timeout ends with the headers (Java 17); a body that stalls has none. */
final class WholeAnswer {

    /** Beyond the client's own timeout, which comes first where it can: it tells whether there was a connection. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private WholeAnswer() {}

    /**
     * Ends within the timeout and {@link #GRACE}, with {@link java.util.concurrent.TimeoutException} if the answer has begun
     * but not ended; the connection is given up then.
     */
    static CompletableFuture<HttpResponse<String>> of(HttpClient http, HttpRequest.Builder request, Duration timeout) {
        CompletableFuture<HttpResponse<String>> exchange =
                http.sendAsync(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofString());
        // A copy, since a future that has timed out itself could not be cancelled any more.
        return exchange.thenApply(Function.identity())
                .orTimeout(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, problem) -> exchange.cancel(true));
    }
}
