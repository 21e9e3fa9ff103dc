package org.heliograph.web.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** Everything the API consists of, but {@link MessagesServlet}. */
@ApplicationPath(ApiApplication.PATH)
public class ApiApplication extends Application {

    public static final String PATH = "/api/v1";

    /** Jersey's features that a server adds by itself: one makes a trace of each request, which nobody reads. */
    private static final String ADDS_NOTHING = "jersey.config.server.disableAutoDiscovery";

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(MessagesResource.class, ScopeFeature.class, JsonBody.class, ErrorMapper.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of(ADDS_NOTHING, true);
    }
}
