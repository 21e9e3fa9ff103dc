package org.heliograph.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.ForbiddenException;
import org.heliograph.platform.error.NotFoundException;

/** What a rule refuses. */
@Provider
public class BusinessErrorMapper implements ExceptionMapper<BusinessException> {

    private static final int UNPROCESSABLE = 422;

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(BusinessException e) {
        return Problems.response(request, status(e), e.code(), e.field(), e.values());
    }

    static int status(BusinessException e) {
        if (e instanceof MalformedBodyException malformed) {
            return malformed.status();
        }
        if (e instanceof ForbiddenException) {
            return Response.Status.FORBIDDEN.getStatusCode();
        }
        if (e instanceof NotFoundException) {
            return Response.Status.NOT_FOUND.getStatusCode();
        }
        return e instanceof ConflictException ? Response.Status.CONFLICT.getStatusCode() : UNPROCESSABLE;
    }
}
