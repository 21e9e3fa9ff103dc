package org.heliograph.apiaccess.webhook;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.heliograph.apiaccess.MessageReport;
import org.heliograph.apiaccess.webhook.GuardedNames.RefusedHostException;
import org.heliograph.platform.Json;
import org.heliograph.platform.Setting;

/** Posts updates: no redirections, no cookies, no retries of its own, and only to hosts that {@link GuardedNames} allows. */
@ApplicationScoped
public class WebhookClient {

    private static final int CONNECT_SECONDS = 5;
    private static final int SILENCE_SECONDS = 10;

    @Inject
    private Signatures signatures;

    @Inject
    private Clock clock;

    private CloseableHttpClient client;

    @PostConstruct
    void open() {
        open(new GuardedNames(Setting.WEBHOOK_HOSTS.get()));
    }

    void open(GuardedNames names) {
        ConnectionConfig connection = ConnectionConfig.custom()
                .setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .setSocketTimeout(SILENCE_SECONDS, TimeUnit.SECONDS)
                .setTimeToLive(1, TimeUnit.MINUTES)
                .build();
        RequestConfig request = RequestConfig.custom()
                .setResponseTimeout(SILENCE_SECONDS, TimeUnit.SECONDS)
                .setConnectionRequestTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .build();
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setDefaultConnectionConfig(connection)
                        .setMaxConnTotal(WebhookWorker.AT_ONCE)
                        .setMaxConnPerRoute(WebhookWorker.AT_ONCE_PER_HOST * 2)
                        .build())
                .setDefaultRequestConfig(request)
                .setUserAgent("Heliograph")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    @PreDestroy
    void close() {
        client.close(CloseMode.GRACEFUL);
    }

    /** A request that can be made once, and cancelled meanwhile. */
    HttpPost prepare(WebhookUpdate update) {
        Instant now = clock.instant();
        String body = Json.write(MessageReport.of(update.status()));
        HttpPost post = new HttpPost(update.address());
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        post.setHeader("webhook-id", update.publicId());
        post.setHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
        post.setHeader("webhook-signature", signatures.sign(update, now, body));
        return post;
    }

    Attempt send(WebhookUpdate update, HttpPost post) {
        try {
            return client.execute(post, response -> answered(update, response));
        } catch (RefusedHostException e) {
            return Attempt.refused(update);
        } catch (IOException | RuntimeException e) {
            return Attempt.failed(update, reason(e), null);
        }
    }

    private Attempt answered(WebhookUpdate update, ClassicHttpResponse response) {
        Header asked = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return Attempt.answered(
                update,
                response.getCode(),
                RetrySchedule.retryAfter(asked == null ? null : asked.getValue(), clock.instant()));
    }

    private static String reason(Exception e) {
        if (e instanceof java.net.UnknownHostException) {
            return "unknown host";
        }
        if (e instanceof java.io.InterruptedIOException) {
            return "timeout";
        }
        return e instanceof SSLException ? "TLS: " + e.getMessage() : "no connection: " + e.getMessage();
    }
}
