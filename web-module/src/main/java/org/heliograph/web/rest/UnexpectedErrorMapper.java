package org.heliograph.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.platform.error.BusinessException;

/** Everything else is our fault: the log has the cause, the client the id to ask about. */
@Provider
public class UnexpectedErrorMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(UnexpectedErrorMapper.class.getName());

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof BusinessException e) {
                return Problems.response(request, BusinessErrorMapper.status(e), e.code(), e.field(), e.values());
            }
        }
        LOG.log(Level.SEVERE, "The request " + ApiFilter.requestId(request) + " failed", thrown);
        return Problems.response(
                request, Response.Status.INTERNAL_SERVER_ERROR.getStatusCode(), "unexpected", null, List.of());
    }
}
