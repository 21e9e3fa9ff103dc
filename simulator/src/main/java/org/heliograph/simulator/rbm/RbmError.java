package org.heliograph.simulator.rbm;

import java.util.Map;
import org.heliograph.simulator.http.Reply;

/** The errors of the API, in Google's form. */
enum RbmError {
    INVALID_ARGUMENT(400),
    UNAUTHENTICATED(401),
    PERMISSION_DENIED(403),
    NOT_FOUND(404),
    ALREADY_EXISTS(409),
    RESOURCE_EXHAUSTED(429),
    INTERNAL(500),
    UNAVAILABLE(503);

    private final int code;

    RbmError(int code) {
        this.code = code;
    }

    Reply saying(String message) {
        return Reply.json(code, Map.of("error", Map.of("code", code, "message", message, "status", name())));
    }

    /** @param code an HTTP status as text, or null */
    static RbmError of(String code, RbmError usual) {
        for (RbmError error : values()) {
            if (Integer.toString(error.code).equals(code) || error.name().equals(code)) {
                return error;
            }
        }
        return usual;
    }
}
