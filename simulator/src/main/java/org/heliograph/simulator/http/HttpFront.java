package org.heliograph.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server of the simulator. */
public final class HttpFront implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
    private static final int THREADS = 16;
    private static final int WAITING = 4000;
    private static final int BACKLOG = 512;

    private final Routes routes;
    private final HttpServer server;
    private final ThreadPoolExecutor pool;

    public HttpFront(Routes routes) throws IOException {
        // Without it every small answer waits for the delayed acknowledgement of the client, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.routes = routes;
        server = HttpServer.create();
        pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(WAITING),
                task -> {
                    Thread thread = new Thread(task, "http");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    /** Takes the port; requests wait until {@link #start}. */
    public void bind(InetSocketAddress address) throws IOException {
        server.bind(address, BACKLOG);
    }

    /** Serves the routes; none may be added afterwards. */
    public void start() {
        server.createContext("/", this::serve);
        server.setExecutor(pool);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            if (reply.status() == 0) {
                return;
            }
            if (reply.contentType() != null) {
                exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            }
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        try {
            Routes.Match match = routes.find(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            return match.handler().serve(new Request(exchange, match.values()));
        } catch (HttpError e) {
            return Reply.json(e.status(), Map.of("status", e.status(), "detail", e.getMessage()));
        } catch (RuntimeException e) {
            LOG.warn("A request failed: {} {}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            return Reply.json(500, Map.of("status", 500, "detail", "The simulator failed; see its log"));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdown();
    }
}
