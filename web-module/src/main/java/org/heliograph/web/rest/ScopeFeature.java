package org.heliograph.web.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Has each resource refuse keys without its scope; one that names none refuses all. */
@Provider
public class ScopeFeature implements DynamicFeature {

    /** Only asked when a key is refused: each of its calls is a look-up. */
    @Context
    private HttpServletRequest request;

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        context.register(new ScopeFilter(resource.getResourceClass().getAnnotation(Scope.class)));
    }

    private final class ScopeFilter implements ContainerRequestFilter {

        private final Scope scope;

        ScopeFilter(Scope scope) {
            this.scope = scope;
        }

        @Override
        public void filter(ContainerRequestContext context) {
            if (scope == null || !ApiFilter.key().allows(scope.value())) {
                List<Object> values =
                        scope == null ? List.of("") : List.of(scope.value().key());
                context.abortWith(Problems.response(
                        request, Response.Status.FORBIDDEN.getStatusCode(), "scope_missing", null, values));
            }
        }
    }
}
