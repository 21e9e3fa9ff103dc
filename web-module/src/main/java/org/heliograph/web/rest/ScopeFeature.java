package org.heliograph.web.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import org.heliograph.platform.error.ForbiddenException;

/** Has each resource refuse keys without its scope; one that names none refuses all. */
@Provider
public class ScopeFeature implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        context.register(new ScopeFilter(resource.getResourceClass().getAnnotation(Scope.class)));
    }

    private record ScopeFilter(Scope scope) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext context) {
            if (scope == null) {
                throw new ForbiddenException("scope_missing", null, "");
            }
            ApiFilter.key().require(scope.value());
        }
    }
}
