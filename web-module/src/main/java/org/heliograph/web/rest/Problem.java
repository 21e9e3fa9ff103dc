package org.heliograph.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What is wrong with a request (RFC 9457).
 *
 * @param type a name of the kind of problem, stable like the code it ends in
 * @param detail what is wrong this time, and what to do, for people
 * @param code stable, for programs
 * @param field path of the value at fault; null if it is none in particular
 * @param requestId also in the header {@code X-Request-Id} and in our logs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type, String title, int status, String detail, String code, String field, String requestId) {

    public static final String MEDIA_TYPE = "application/problem+json";
}
