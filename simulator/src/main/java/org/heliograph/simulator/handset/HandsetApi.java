package org.heliograph.simulator.handset;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.heliograph.simulator.behaviour.Recipient;
import org.heliograph.simulator.http.HttpError;
import org.heliograph.simulator.http.Reply;
import org.heliograph.simulator.http.Request;
import org.heliograph.simulator.http.Routes;
import org.heliograph.simulator.ledger.Entry;
import org.heliograph.simulator.ledger.Ledger;
import org.heliograph.simulator.rbm.RbmPlatform;

/** Serves the handset page and what it asks for. */
public final class HandsetApi {

    /** Mail may bring its own styles and pictures into its sandboxed frame, but nothing runs there. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' http: https: data:; media-src http: https:; connect-src 'self'; frame-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Ledger ledger;
    private final Replies replies;
    private final RbmPlatform rbm;

    public HandsetApi(Ledger ledger, Replies replies, RbmPlatform rbm) {
        this.ledger = ledger;
        this.replies = replies;
        this.rbm = rbm;
    }

    public void addTo(Routes routes) {
        routes.on("GET", "/", request -> moved())
                .on("GET", "/handset", request -> resource("handset.html"))
                .on("GET", "/handset/{file}", request -> resource(request.path("file")))
                .on("GET", "/api/handsets", this::handsets)
                .on("GET", "/api/handset/{number}/messages", this::messages)
                .on("POST", "/api/handset/{number}/reply", this::reply)
                .on("POST", "/api/handset/{number}/read", this::read);
    }

    private static Reply moved() {
        return new Reply(302, null, new byte[0], Map.of("Location", "/handset"));
    }

    private static Reply resource(String name) throws IOException {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        try (InputStream file =
                type == null || !name.matches("[a-z-]+\\.[a-z]+") ? null : HandsetApi.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new HttpError(404, "Nothing is here");
            }
            return new Reply(
                    200,
                    type,
                    file.readAllBytes(),
                    Map.of("Content-Security-Policy", POLICY, "Referrer-Policy", "no-referrer"));
        }
    }

    private Reply handsets(Request request) {
        String containing = request.query("q") == null ? "" : request.query("q").strip();
        return Reply.json(ledger.recipients(containing, (int) request.number("limit", 50, 1, 500)));
    }

    private Reply messages(Request request) {
        return Reply.json(ledger.handset(number(request)));
    }

    private Reply reply(Request request) throws IOException {
        Entry entry = replies.send(number(request), request.json());
        return Reply.json(202, Map.of("seq", entry.seq()));
    }

    private Reply read(Request request) throws IOException {
        JsonNode body = request.json();
        rbm.opened(body.path("agent").asText(), number(request));
        return Reply.json(202, Map.of());
    }

    private static String number(Request request) {
        return Recipient.normalised(request.path("number"));
    }
}
