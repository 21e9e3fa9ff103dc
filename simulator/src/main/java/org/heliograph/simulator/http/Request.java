package org.heliograph.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** An HTTP request with the values of its path, its query and its body. */
public final class Request {

    private static final int MAX_BODY = 5 << 20;

    private final HttpExchange exchange;
    private final Map<String, String> pathValues;
    private final Map<String, String> query;

    Request(HttpExchange exchange, Map<String, String> pathValues) {
        this.exchange = exchange;
        this.pathValues = pathValues;
        this.query = form(exchange.getRequestURI().getRawQuery());
    }

    public String path(String name) {
        return pathValues.get(name);
    }

    /** Null if the query does not have it or has it empty. */
    public String query(String name) {
        String value = query.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    public long number(String name, long otherwise, long min, long max) {
        String value = query(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Math.max(min, Math.min(max, Long.parseLong(value)));
        } catch (NumberFormatException e) {
            throw new HttpError(400, name + " must be a number");
        }
    }

    public String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    /** The values of an application/x-www-form-urlencoded body. */
    public Map<String, String> formBody() throws IOException {
        return form(body());
    }

    public JsonNode json() throws IOException {
        String type = header("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            throw new HttpError(415, "The body must be application/json");
        }
        try {
            JsonNode node = Json.MAPPER.readTree(body());
            if (node == null || !node.isObject()) {
                throw new HttpError(400, "The body must be a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new HttpError(400, "The body is not JSON: " + e.getOriginalMessage());
        }
    }

    private String body() throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (bytes.length > MAX_BODY) {
            throw new HttpError(413, "The body is larger than " + MAX_BODY + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> values = new HashMap<>();
        if (encoded != null) {
            for (String pair : encoded.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpError(400, "The address is not encoded properly");
        }
    }
}
