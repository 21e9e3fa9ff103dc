package org.heliograph.simulator.rbm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.simulator.behaviour.Behaviour;
import org.heliograph.simulator.behaviour.Channel;
import org.heliograph.simulator.behaviour.CurrentBehaviour;
import org.heliograph.simulator.behaviour.Outcome;
import org.heliograph.simulator.behaviour.Recipient;
import org.heliograph.simulator.behaviour.TemporaryFailures;
import org.heliograph.simulator.behaviour.Throttle;
import org.heliograph.simulator.behaviour.Verdict;
import org.heliograph.simulator.http.Json;
import org.heliograph.simulator.http.Reply;
import org.heliograph.simulator.http.Request;
import org.heliograph.simulator.http.Routes;
import org.heliograph.simulator.ledger.Content;
import org.heliograph.simulator.ledger.Ledger;
import org.heliograph.simulator.time.Stats;

/** The REST API that agents use. */
public final class RbmApi {

    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final int SAMPLE_FROM = 500;
    private static final List<String> FEATURES = List.of(
            "RICHCARD_STANDALONE",
            "RICHCARD_CAROUSEL",
            "ACTION_CREATE_CALENDAR_EVENT",
            "ACTION_DIAL",
            "ACTION_OPEN_URL",
            "ACTION_SHARE_LOCATION",
            "ACTION_VIEW_LOCATION",
            "ACTION_OPEN_URL_IN_WEBVIEW");

    private final CurrentBehaviour current;
    private final ServiceAccount serviceAccount;
    private final RbmPlatform platform;
    private final Ledger ledger;
    private final Stats stats;
    private final Clock clock;
    private final AccessTokens tokens;
    private final Throttle throttle = new Throttle(System::nanoTime);
    private final TemporaryFailures failures = new TemporaryFailures();
    private final AtomicInteger taken = new AtomicInteger();

    public RbmApi(
            CurrentBehaviour current,
            ServiceAccount serviceAccount,
            RbmPlatform platform,
            Ledger ledger,
            Stats stats,
            Clock clock) {
        this.current = current;
        this.serviceAccount = serviceAccount;
        this.platform = platform;
        this.ledger = ledger;
        this.stats = stats;
        this.clock = clock;
        this.tokens = new AccessTokens(clock);
    }

    public void addTo(Routes routes) {
        routes.on("POST", "/token", this::token)
                .on("POST", "/v1/phones/{number}/agentMessages", guarded(this::send))
                .on("DELETE", "/v1/phones/{number}/agentMessages/{messageId}", guarded(this::revoke))
                .on("POST", "/v1/phones/{number}/agentEvents", guarded(request -> Reply.json(Map.of())))
                .on("GET", "/v1/phones/{number}/capabilities", guarded(this::capabilities))
                .on("POST", "/v1/users:batchGet", guarded(this::batchGet));
    }

    private Routes.Handler guarded(Routes.Handler handler) {
        return request -> {
            if (!tokens.admits(request.header("Authorization"))) {
                return RbmError.UNAUTHENTICATED.saying("Request had invalid authentication credentials."
                        + " Expected OAuth 2 access token, login cookie or other valid authentication credential.");
            }
            return handler.serve(request);
        };
    }

    private Reply token(Request request) throws IOException {
        Map<String, String> form = request.formBody();
        if (!GRANT_TYPE.equals(form.get("grant_type"))) {
            return oauthError("unsupported_grant_type", "Invalid grant_type: " + form.get("grant_type"));
        }
        String fault = serviceAccount.fault(form.getOrDefault("assertion", ""));
        if (fault != null) {
            return oauthError("invalid_grant", fault);
        }
        int seconds = current.get().rbm().tokenSeconds();
        return Reply.json(Map.of("access_token", tokens.issue(seconds), "expires_in", seconds, "token_type", "Bearer"));
    }

    private static Reply oauthError(String error, String description) {
        return Reply.json(400, Map.of("error", error, "error_description", description));
    }

    private Reply send(Request request) throws IOException {
        stats.mark(Stats.Event.RCS_SUBMITS);
        Behaviour behaviour = current.get();
        if (!throttle.admits(behaviour.rcs().throttlePerSecond())) {
            ledger.throttled(Channel.RCS);
            return RbmError.RESOURCE_EXHAUSTED
                    .saying("Quota exceeded for quota metric 'Agent messages'.")
                    .with(Map.of("Retry-After", Integer.toString(behaviour.rbm().retryAfterSeconds())));
        }
        String agentId = request.query("agentId");
        String messageId = request.query("messageId");
        JsonNode body = request.json();
        String text = AgentMessageText.of(body.path("contentMessage"));
        if (agentId == null || messageId == null || text == null) {
            return RbmError.INVALID_ARGUMENT.saying("agentId, messageId and a contentMessage are required.");
        }
        Verdict verdict = behaviour.verdict(Channel.RCS, request.path("number"));
        if (verdict.outcome() == Outcome.SILENT) {
            return Reply.silence();
        }
        if (verdict.outcome() == Outcome.UNREACHABLE) {
            return unreachable();
        }
        if (failures.fails(verdict, behaviour.rcs().temporaryAttempts())) {
            ledger.refusedForNow(Channel.RCS);
            return RbmError.of(verdict.code(), RbmError.INTERNAL).saying("Internal error encountered.");
        }
        return taken(verdict, agentId, messageId, text, body);
    }

    private Reply taken(Verdict verdict, String agentId, String messageId, String text, JsonNode body) {
        String name = "phones/" + verdict.recipient() + "/agentMessages/" + messageId;
        Content content =
                new Content(null, text, null, body.path("contentMessage").toString());
        boolean isNew = platform.take(
                new RbmPlatform.AgentMessage(agentId, verdict.recipient(), messageId, name, content), verdict);
        if (!isNew) {
            return RbmError.ALREADY_EXISTS.saying("Requested entity already exists");
        }
        if (verdict.outcome() == Outcome.REFUSED) {
            return RbmError.of(verdict.code(), RbmError.INVALID_ARGUMENT)
                    .saying("Request contains an invalid argument.");
        }
        int malformedEvery = current.get().rbm().malformedEveryMessages();
        if (malformedEvery > 0 && taken.incrementAndGet() % malformedEvery == 0) {
            return Reply.text("application/json", "{\"name\":\"phon");
        }
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.put("name", name);
        answer.put("sendTime", clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
        answer.set("contentMessage", body.path("contentMessage"));
        return Reply.json(answer);
    }

    private static Reply unreachable() {
        return RbmError.NOT_FOUND.saying("The specified phone number cannot be reached by RBM at this time.");
    }

    private Reply revoke(Request request) {
        String number = Recipient.normalised(request.path("number"));
        return platform.revoke(String.valueOf(request.query("agentId")), number, request.path("messageId"))
                ? Reply.json(Map.of())
                : RbmError.NOT_FOUND.saying("Requested entity was not found.");
    }

    private Reply capabilities(Request request) {
        if (request.query("agentId") == null) {
            return RbmError.INVALID_ARGUMENT.saying("agentId is required.");
        }
        return reachable(request.path("number")) ? Reply.json(Map.of("features", FEATURES)) : unreachable();
    }

    private Reply batchGet(Request request) throws IOException {
        List<String> users = new ArrayList<>();
        request.json().path("users").forEach(user -> users.add(user.asText()));
        if (users.isEmpty() || users.size() > 10_000) {
            return RbmError.INVALID_ARGUMENT.saying("users must hold between 1 and 10,000 phone numbers.");
        }
        List<String> reachable = users.stream().filter(this::reachable).toList();
        int sample = users.size() < SAMPLE_FROM ? 0 : users.size() * 3 / 4;
        return Reply.json(Map.of(
                "reachableUsers",
                reachable,
                "totalRandomSampleUserCount",
                sample,
                "reachableRandomSampleUserCount",
                (int) ((long) sample * reachable.size() / users.size())));
    }

    private boolean reachable(String number) {
        return current.get().verdict(Channel.RCS, number).reachable();
    }
}
