package org.heliograph.simulator.rbm;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The access tokens given out and still good. Thread-safe. */
final class AccessTokens {

    private static final int MAX_TOKENS = 10_000;
    private static final String BEARER = "Bearer ";

    private final Map<String, Long> expiries = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    AccessTokens(Clock clock) {
        this.clock = clock;
    }

    String issue(int seconds) {
        long now = clock.millis();
        if (expiries.size() >= MAX_TOKENS) {
            expiries.values().removeIf(expiry -> expiry <= now);
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = "ya29." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        expiries.put(token, now + seconds * 1000L);
        return token;
    }

    /** @param authorization the header's value, or null */
    boolean admits(String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return false;
        }
        Long expiry = expiries.get(authorization.substring(BEARER.length()));
        return expiry != null && expiry > clock.millis();
    }
}
