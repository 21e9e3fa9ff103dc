package org.heliograph.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts every part, waits until the portal answers, and stops all of it when one part ends or it is told to. */
public final class Launcher implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration POLL = Duration.ofMillis(300);

    private final LocalSettings settings;
    private final PrintStream out;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private boolean closed;

    private Launcher(LocalSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    public static void main(String[] arguments) {
        PrintStream out = System.out;
        Logger.getLogger("").setLevel(Level.WARNING);
        try {
            Launcher launcher = new Launcher(LocalSettings.fromSystemProperties(), out);
            Runtime.getRuntime().addShutdownHook(new Thread(launcher::close, "stop"));
            launcher.followParent();
            launcher.start();
            out.println(launcher.ended.join());
            System.exit(1);
        } catch (StartupException e) {
            out.println("Heliograph cannot run: " + e.getMessage());
            System.exit(2);
        }
    }

    /** Maven may be killed alone, without a signal to its children. */
    private void followParent() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit()
                .thenRun(() -> ended.complete("Stopping: Maven has ended.")));
    }

    private void start() {
        add(DataLock.take(settings.data()));
        Leftovers.stop(settings);
        Machine.check(settings);
        Credentials credentials = new Credentials(settings.data());
        out.println("Starting Heliograph; logs are in " + settings.data().resolve("logs"));
        Database database = add(Database.start(settings, credentials));
        database.serverProcess(settings)
                .ifPresent(handle -> handle.onExit().thenRun(() -> partEnded("PostgreSQL", "see its log")));
        if (settings.embeddedBroker()) {
            watch(Broker.start(settings, credentials));
        }
        if (settings.ownSimulator()) {
            ChildProcess simulator = watch(CarrierSimulator.start(settings, credentials));
            waitFor(simulator, URI.create(settings.simulatorAddress() + "/api/health"));
        }
        ChildProcess server = watch(PayaraMicro.start(settings, credentials, database));
        waitFor(server, PayaraMicro.health(settings));
        Welcome.announce(settings, credentials, out);
    }

    private <T extends AutoCloseable> T add(T part) {
        synchronized (parts) {
            parts.push(part);
        }
        return part;
    }

    private ChildProcess watch(ChildProcess child) {
        add(child);
        child.onExit().thenRun(() -> partEnded(child.name(), child.lastWords()));
        return child;
    }

    private void partEnded(String name, String why) {
        ended.complete("Stopping: the part \"" + name + "\" has ended (" + why + ").");
    }

    private void waitFor(ChildProcess child, URI address) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(2))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < limit) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException expected) {
                // not up yet
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartupException("Interrupted.", e);
            }
            pauseUnlessEnded();
            if (child.hasLogged(PayaraMicro.DEPLOYMENT_FAILED)) {
                throw new StartupException("The application was not deployed; see " + child.log());
            }
        }
        Path log = child.log();
        throw new StartupException("The part \"" + child.name() + "\" did not become ready; see " + log);
    }

    private void pauseUnlessEnded() {
        try {
            throw new StartupException(ended.get(POLL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException expected) {
            // nothing has ended, go on waiting
        } catch (InterruptedException | ExecutionException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("Interrupted.", e);
        }
    }

    @Override
    public void close() {
        synchronized (parts) {
            if (closed) {
                return;
            }
            closed = true;
            for (AutoCloseable part : parts) {
                try {
                    part.close();
                } catch (Exception e) {
                    out.println("While stopping: " + e.getMessage());
                }
            }
        }
        out.println("Heliograph has stopped.");
    }
}
