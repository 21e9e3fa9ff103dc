package org.heliograph.simulator.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which handler serves which method and path. A segment in braces stands for any one segment. */
public final class Routes {

    private final List<Route> routes = new ArrayList<>();

    /** Serves one kind of request. */
    @FunctionalInterface
    public interface Handler {
        Reply serve(Request request) throws IOException;
    }

    private record Route(String method, String[] segments, Handler handler) {

        /** The values of the segments in braces, or null if the path is another. */
        Map<String, String> match(String[] path) {
            if (path.length != segments.length) {
                return null;
            }
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < path.length; i++) {
                if (segments[i].startsWith("{")) {
                    values.put(segments[i].substring(1, segments[i].length() - 1), path[i]);
                } else if (!segments[i].equals(path[i])) {
                    return null;
                }
            }
            return values;
        }
    }

    record Match(Handler handler, Map<String, String> values) {}

    public Routes on(String method, String path, Handler handler) {
        routes.add(new Route(method, path.split("/"), handler));
        return this;
    }

    /** @param path decoded, @throws HttpError if nothing serves the path, or not with this method */
    Match find(String method, String path) {
        String[] segments = path.split("/");
        boolean known = false;
        for (Route route : routes) {
            Map<String, String> values = route.match(segments);
            if (values != null && route.method().equals(method)) {
                return new Match(route.handler(), values);
            }
            known |= values != null;
        }
        throw known ? new HttpError(405, "The method is not allowed here") : new HttpError(404, "Nothing is here");
    }
}
