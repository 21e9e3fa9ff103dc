package org.heliograph.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.heliograph.channel.InvalidContentException;

/** A payload that is none of its channel. */
@Provider
public class InvalidContentMapper implements ExceptionMapper<InvalidContentException> {

    private static final int UNPROCESSABLE = 422;

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(InvalidContentException e) {
        String field = e.field().isEmpty() ? "payload" : "payload." + e.field();
        return Problems.response(Problems.of(request, UNPROCESSABLE, "payload_invalid", field, e.getMessage()));
    }
}
