package org.heliograph.provider.googlerbm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.heliograph.channel.Failure;
import org.heliograph.channel.SendResult;

/** What Google's answers, and the lack of one, mean to us. */
final class RbmAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RbmAnswers() {}

    static SendResult result(UUID id, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status / 100 == 2 || status == 409) {
            return new SendResult.Accepted(id, List.of(id.toString()));
        }
        JsonNode error = error(response.body());
        String code = (status + " " + error.path("status").asText("")).strip();
        Duration retryAfter =
                retryAfter(response.headers().firstValue("Retry-After").orElse(null));
        return new SendResult.Refused(id, failure(status, error), code, retryAfter);
    }

    static SendResult result(UUID id, Throwable problem) {
        if (problem instanceof AccessTokens.RefusedException refused) {
            return new SendResult.Refused(id, Failure.ACCOUNT_REFUSED, refused.getMessage());
        }
        if (problem instanceof AccessTokens.MissingException) {
            return new SendResult.Refused(id, Failure.UNREACHABLE, "token");
        }
        if (problem instanceof ConnectException
                || problem instanceof HttpConnectTimeoutException
                || problem instanceof UnresolvedAddressException
                || problem.getCause() instanceof UnresolvedAddressException) {
            return new SendResult.Refused(id, Failure.UNREACHABLE, "connect");
        }
        if (problem instanceof HttpTimeoutException || problem instanceof TimeoutException) {
            return new SendResult.Refused(id, Failure.NO_RESPONSE, "timeout");
        }
        boolean transport = problem instanceof IOException;
        return new SendResult.Refused(id, Failure.NO_RESPONSE, transport ? "connection" : "internal");
    }

    private static Failure failure(int status, JsonNode error) {
        String message = error.path("message").asText("").toLowerCase(Locale.ROOT);
        return switch (status) {
            case 400 -> message.contains("phone number") ? Failure.INVALID_RECIPIENT : Failure.INVALID_CONTENT;
            case 401, 403 -> Failure.ACCOUNT_REFUSED;
            case 404 -> Failure.NOT_CAPABLE;
            case 408 -> Failure.NO_RESPONSE;
            case 413 -> Failure.INVALID_CONTENT;
            case 429 -> Failure.THROTTLED;
            default -> status >= 500 ? Failure.CARRIER_ERROR : Failure.REJECTED;
        };
    }

    private static JsonNode error(String body) {
        try {
            return JSON.readTree(body).path("error");
        } catch (JsonProcessingException ignored) {
            return JSON.missingNode();
        }
    }

    /** Seconds or a date, RFC 9110 section 10.2.3; null if there is neither. */
    static Duration retryAfter(String value) {
        try {
            if (value == null || value.isBlank()) {
                return null;
            }
            if (Character.isDigit(value.strip().charAt(0))) {
                return Duration.ofSeconds(Long.parseLong(value.strip()));
            }
            Instant at = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), at);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException | NumberFormatException ignored) {
            return null;
        }
    }
}
