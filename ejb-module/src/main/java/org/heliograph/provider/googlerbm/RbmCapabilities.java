package org.heliograph.provider.googlerbm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Asks Google which phones RCS reaches: one by one, or from {@link #BATCH} on in lists. */
final class RbmCapabilities {

    /** Google draws its samples of a list from 500 numbers on; below that, single requests are as quick. */
    static final int BATCH = 500;

    /** Google takes at most 10,000 numbers in a list, and 600 lists a minute. */
    static final int MAX_BATCH = 10_000;

    private static final System.Logger LOG = System.getLogger(RbmCapabilities.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Function<HttpRequest.Builder, CompletableFuture<HttpResponse<String>>> call;
    private final RbmSettings settings;

    RbmCapabilities(Function<HttpRequest.Builder, CompletableFuture<HttpResponse<String>>> call, RbmSettings settings) {
        this.call = call;
        this.settings = settings;
    }

    Map<String, Boolean> check(Collection<String> addresses) {
        List<String> phones = new ArrayList<>(new HashSet<>(addresses));
        if (phones.size() < BATCH) {
            return single(phones);
        }
        Map<String, Boolean> known = new LinkedHashMap<>();
        for (int i = 0; i < phones.size(); i += MAX_BATCH) {
            known.putAll(list(phones.subList(i, Math.min(i + MAX_BATCH, phones.size()))));
        }
        return known;
    }

    /** 200 for a reachable phone, 404 for one that is not; anything else tells nothing. */
    private Map<String, Boolean> single(List<String> phones) {
        Map<String, Boolean> known = new ConcurrentHashMap<>();
        CompletableFuture<?>[] answers = phones.stream()
                .map(phone -> call.apply(HttpRequest.newBuilder(URI.create(settings.baseUrl() + "/v1/phones/"
                                        + RbmConnection.encode(phone) + "/capabilities?requestId=" + UUID.randomUUID()
                                        + "&agentId=" + RbmConnection.encode(settings.agentId())))
                                .GET())
                        .handle((response, problem) -> {
                            if (problem == null && (response.statusCode() == 200 || response.statusCode() == 404)) {
                                known.put(phone, response.statusCode() == 200);
                            }
                            return null;
                        }))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(answers).join();
        return known;
    }

    private Map<String, Boolean> list(List<String> phones) {
        ObjectNode body = JSON.createObjectNode().put("agentId", settings.agentId());
        phones.forEach(body.putArray("users")::add);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.baseUrl() + "/v1/users:batchGet"))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        try {
            HttpResponse<String> response = call.apply(request).join();
            if (response.statusCode() == 400) {
                // A list must hold numbers of one region and go to that region's endpoint; single requests need
                // neither.
                return single(phones);
            }
            if (response.statusCode() != 200) {
                LOG.log(Level.WARNING, "users:batchGet answered {0}", response.statusCode());
                return Map.of();
            }
            Set<String> reachable = new HashSet<>();
            JsonNode users = JSON.readTree(response.body()).path("reachableUsers");
            users.forEach(user -> reachable.add(user.asText()));
            Map<String, Boolean> known = new LinkedHashMap<>();
            phones.forEach(phone -> known.put(phone, reachable.contains(phone)));
            return known;
        } catch (CompletionException | JsonProcessingException e) {
            LOG.log(Level.WARNING, "users:batchGet gave no answer: {0}", e.getMessage());
            return Map.of();
        }
    }
}
