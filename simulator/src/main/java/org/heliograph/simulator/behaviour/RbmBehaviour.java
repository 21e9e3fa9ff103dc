package org.heliograph.simulator.behaviour;

import java.util.Map;

/**
 * Settings of the RCS Business Messaging endpoint.
 *
 * @param agents where events of an agent go; an agent not named here uses the webhook of the system properties
 * @param tokenSeconds life of an access token
 * @param retryAfterSeconds the Retry-After of a 429
 */
public record RbmBehaviour(Map<String, Agent> agents, int tokenSeconds, int retryAfterSeconds) {

    public RbmBehaviour {
        agents = agents == null ? Map.of() : Map.copyOf(agents);
        if (tokenSeconds < 1 || retryAfterSeconds < 0) {
            throw new IllegalArgumentException("tokenSeconds must be positive, retryAfterSeconds not negative");
        }
    }

    static RbmBehaviour plain() {
        return new RbmBehaviour(Map.of(), 3600, 1);
    }

    /** @param clientToken the key of the signature, shared with the webhook */
    public record Agent(String webhook, String clientToken) {}
}
