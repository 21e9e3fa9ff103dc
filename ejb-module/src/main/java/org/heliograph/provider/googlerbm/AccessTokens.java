package org.heliograph.provider.googlerbm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;

/** The account's access token: fetched when first needed, again five minutes before it ends. Thread-safe. */
final class AccessTokens {

    private static final Duration EARLY = Duration.ofMinutes(5);
    /** After a failure; or each message of a batch would wait for the same silence. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final ServiceAccount account;
    private final Duration timeout;
    private String token;
    private Instant renewal = Instant.MIN;
    private MissingException failure;
    private long failedUntil;

    AccessTokens(HttpClient http, ServiceAccount account, Duration timeout) {
        this.http = http;
        this.account = account;
        this.timeout = timeout;
    }

    /** Google refuses the account itself, not only this try. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String code) {
            super(code);
        }
    }

    /** There is no token now, so nothing was handed over. */
    static final class MissingException extends IOException {
        private static final long serialVersionUID = 1L;

        MissingException(IOException cause) {
            super("token", cause);
        }
    }

    /** Waits for Google if there is no good token; others wait for the same answer. */
    synchronized String get() throws IOException, InterruptedException {
        Instant now = Instant.now();
        if (token == null || now.isAfter(renewal)) {
            if (failure != null && System.nanoTime() - failedUntil < 0) {
                throw failure;
            }
            try {
                fetch(now);
                failure = null;
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                failure = new MissingException(e);
                failedUntil = System.nanoTime() + PAUSE.toNanos();
                throw failure;
            }
        }
        return token;
    }

    /** Forgets a token that was refused, unless there is a newer one already. */
    synchronized void forget(String refused) {
        if (refused.equals(token)) {
            token = null;
        }
    }

    private void fetch(Instant now) throws IOException, InterruptedException {
        String body = "grant_type="
                + URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", StandardCharsets.UTF_8)
                + "&assertion=" + account.assertion(now);
        HttpResponse<String> response = answer(HttpRequest.newBuilder(account.tokenUri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (response.statusCode() == 400 || response.statusCode() == 401 || response.statusCode() == 403) {
            throw new RefusedException("token " + response.statusCode());
        }
        if (response.statusCode() != 200) {
            throw new IOException("token " + response.statusCode());
        }
        JsonNode json = JSON.readTree(response.body());
        String fetched = json.path("access_token").asText("");
        if (fetched.isEmpty()) {
            throw new IOException("token answer without a token");
        }
        token = fetched;
        Duration life = Duration.ofSeconds(json.path("expires_in").asLong(3600));
        renewal = now.plus(life.compareTo(EARLY.multipliedBy(2)) > 0 ? life.minus(EARLY) : life.dividedBy(2));
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return WholeAnswer.of(http, request, timeout).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }
}
