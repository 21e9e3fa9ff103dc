package org.heliograph.simulator.behaviour;

import java.util.Map;

/**
 * Settings of the RCS Business Messaging endpoint.
 *
 * @param agents where events of an agent go; an agent not named here uses the webhook of the system properties
 * @param tokenSeconds life of an access token
 * @param retryAfterSeconds the Retry-After of a 429
 * @param malformedEveryMessages answers each n-th message with 200 and half a document, 0 for never; it has been taken
 * @param pushPauseMaxMs longest pause before an event is pushed again to a webhook that did not take it, milliseconds
 */
public record RbmBehaviour(
        Map<String, Agent> agents,
        int tokenSeconds,
        int retryAfterSeconds,
        int malformedEveryMessages,
        int pushPauseMaxMs) {

    public RbmBehaviour {
        agents = agents == null ? Map.of() : Map.copyOf(agents);
        if (tokenSeconds < 1 || pushPauseMaxMs < 1) {
            throw new IllegalArgumentException("tokenSeconds and pushPauseMaxMs must be positive");
        }
        if (retryAfterSeconds < 0 || malformedEveryMessages < 0) {
            throw new IllegalArgumentException("retryAfterSeconds and malformedEveryMessages must not be negative");
        }
    }

    static RbmBehaviour plain() {
        return new RbmBehaviour(Map.of(), 3600, 1, 0, 600_000);
    }

    /** @param clientToken the key of the signature, shared with the webhook */
    public record Agent(String webhook, String clientToken) {}
}
