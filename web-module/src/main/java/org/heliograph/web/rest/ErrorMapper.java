package org.heliograph.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Makes each error of a resource, and what JAX-RS itself refuses, a problem document. */
@Provider
public class ErrorMapper implements ExceptionMapper<Throwable> {

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable thrown) {
        return thrown instanceof WebApplicationException e ? refusal(e) : response(Problems.of(request, thrown));
    }

    /** A path, a method, a media type. */
    private Response refusal(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        Response answer = response(Problems.of(request, status, code(status), null, List.of()));
        Object allowed = e.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
        return allowed == null
                ? answer
                : Response.fromResponse(answer)
                        .header(HttpHeaders.ALLOW, allowed)
                        .build();
    }

    private static Response response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 406 -> "not_acceptable";
            case 415 -> "media_type_unsupported";
            default -> status >= 500 ? "unexpected" : "request_invalid";
        };
    }
}
