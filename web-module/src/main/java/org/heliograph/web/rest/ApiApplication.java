package org.heliograph.web.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Everything the API consists of. */
@ApplicationPath(ApiApplication.PATH)
public class ApiApplication extends Application {

    public static final String PATH = "/api/v1";

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                MessagesResource.class,
                ScopeFilter.class,
                JsonBody.class,
                BusinessErrorMapper.class,
                InvalidContentMapper.class,
                WebErrorMapper.class,
                UnexpectedErrorMapper.class);
    }
}
