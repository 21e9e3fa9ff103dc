package org.heliograph.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.heliograph.simulator.behaviour.Behaviour;
import org.heliograph.simulator.behaviour.Channel;
import org.heliograph.simulator.behaviour.CurrentBehaviour;
import org.heliograph.simulator.behaviour.Recipient;
import org.heliograph.simulator.http.HttpError;
import org.heliograph.simulator.http.Json;
import org.heliograph.simulator.http.Reply;
import org.heliograph.simulator.http.Request;
import org.heliograph.simulator.http.Routes;
import org.heliograph.simulator.ledger.Entry;
import org.heliograph.simulator.ledger.EntryView;
import org.heliograph.simulator.ledger.Ledger;
import org.heliograph.simulator.ledger.Status;

/** The REST API for those who run demos, tests and benchmarks: behaviour and ledger. */
final class ControlApi {

    private static final int MAX_PAGE = 100_000;

    private final CurrentBehaviour behaviour;
    private final Ledger ledger;
    private final Runnable clear;

    /** @param clear empties the ledger and what hangs on it */
    ControlApi(CurrentBehaviour behaviour, Ledger ledger, Runnable clear) {
        this.behaviour = behaviour;
        this.ledger = ledger;
        this.clear = clear;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/api/behaviour", request -> Reply.json(behaviour.get()))
                .on("PUT", "/api/behaviour", request -> changed(request, behaviour::replace))
                .on("PATCH", "/api/behaviour", request -> changed(request, behaviour::change))
                .on("DELETE", "/api/behaviour", request -> {
                    behaviour.replace(Json.MAPPER.createObjectNode());
                    return Reply.json(behaviour.get());
                })
                .on("GET", "/api/predict", this::predict)
                .on("GET", "/api/ledger", this::ledger)
                .on("GET", "/api/ledger/summary", request -> Reply.json(ledger.summary()))
                .on("DELETE", "/api/ledger", request -> {
                    clear.run();
                    return Reply.json(ledger.summary());
                });
    }

    private Reply changed(Request request, Consumer<JsonNode> change) throws IOException {
        try {
            change.accept(request.json());
        } catch (IllegalArgumentException e) {
            String reason =
                    e.getCause() instanceof JsonProcessingException cause ? cause.getOriginalMessage() : e.getMessage();
            throw new HttpError(400, "Not a behaviour: " + reason);
        }
        return Reply.json(behaviour.get());
    }

    private Reply predict(Request request) {
        Channel channel = channel(request);
        String number = request.query("number");
        if (channel == null || number == null) {
            throw new HttpError(400, "channel and number are required");
        }
        Behaviour now = behaviour.get();
        return Reply.json(now.verdict(channel, number));
    }

    private Reply ledger(Request request) {
        Channel channel = channel(request);
        Status status = status(request);
        String recipient = request.query("recipient") == null ? null : Recipient.normalised(request.query("recipient"));
        Predicate<Entry> wanted = entry -> (channel == null || entry.channel() == channel)
                && (status == null || entry.status() == status)
                && (recipient == null || entry.recipient().equals(recipient));
        boolean full = "full".equals(request.query("content"));
        long since = since(request);
        List<EntryView> page = ledger.list(wanted, since, (int) request.number("limit", 1000, 1, MAX_PAGE), full);
        if ("ndjson".equals(request.query("format")) || ndjson(request.header("Accept"))) {
            return Reply.text("application/x-ndjson", lines(page));
        }
        long next = page.isEmpty() ? since : page.get(page.size() - 1).seq();
        return Reply.json(Map.of("entries", page, "next", next));
    }

    private static boolean ndjson(String accept) {
        return accept != null && accept.contains("ndjson");
    }

    private static String lines(List<EntryView> page) {
        StringBuilder lines = new StringBuilder(page.size() * 256);
        for (EntryView entry : page) {
            try {
                lines.append(Json.MAPPER.writeValueAsString(entry)).append('\n');
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        return lines.toString();
    }

    /** A sequence number, or an instant that is turned into the number before the first entry from then on. */
    private long since(Request request) {
        String since = request.query("since");
        if (since == null || since.matches("\\d{1,18}")) {
            return since == null ? 0 : Long.parseLong(since);
        }
        try {
            return ledger.lastBefore(Instant.parse(since).toEpochMilli());
        } catch (DateTimeParseException e) {
            throw new HttpError(400, "since must be a sequence number or an ISO 8601 instant");
        }
    }

    private static Channel channel(Request request) {
        String word = request.query("channel");
        try {
            return word == null ? null : Channel.named(word);
        } catch (IllegalArgumentException e) {
            throw new HttpError(400, "channel must be sms, rcs or email");
        }
    }

    private static Status status(Request request) {
        String word = request.query("status");
        try {
            return word == null ? null : Status.valueOf(word);
        } catch (IllegalArgumentException e) {
            throw new HttpError(400, "status must be one of " + List.of(Status.values()));
        }
    }
}
