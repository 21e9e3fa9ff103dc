package org.heliograph.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Refuses keys without the resource's scope. */
@Provider
public class ScopeFilter implements ContainerRequestFilter {

    @Context
    private ResourceInfo resource;

    @Context
    private HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context) {
        Scope scope = resource.getResourceClass().getAnnotation(Scope.class);
        if (scope == null || !ApiFilter.key(request).allows(scope.value())) {
            List<Object> values =
                    scope == null ? List.of("") : List.of(scope.value().key());
            context.abortWith(Problems.response(
                    request, Response.Status.FORBIDDEN.getStatusCode(), "scope_missing", null, values));
        }
    }
}
