package org.heliograph.simulator;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.simulator.behaviour.CurrentBehaviour;
import org.heliograph.simulator.behaviour.RbmBehaviour;
import org.heliograph.simulator.handset.HandsetApi;
import org.heliograph.simulator.handset.Replies;
import org.heliograph.simulator.http.HttpFront;
import org.heliograph.simulator.http.Json;
import org.heliograph.simulator.http.Reply;
import org.heliograph.simulator.http.Routes;
import org.heliograph.simulator.ledger.Ledger;
import org.heliograph.simulator.mail.MailExchanger;
import org.heliograph.simulator.rbm.RbmApi;
import org.heliograph.simulator.rbm.RbmPlatform;
import org.heliograph.simulator.rbm.ServiceAccount;
import org.heliograph.simulator.smpp.Smsc;
import org.heliograph.simulator.time.DelayWheel;
import org.heliograph.simulator.time.Stats;

/** All of the carrier, started and stopped as one. */
public final class Simulator implements AutoCloseable {

    private static final int EXIT_UNUSABLE = 2;
    private static final int MAX_WAITING = 2_000_000;

    private final SimulatorSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final CurrentBehaviour behaviour = new CurrentBehaviour(Json.MAPPER);
    private final DelayWheel wheel = new DelayWheel(MAX_WAITING);
    private final Stats stats = new Stats(wheel);
    private final Ledger ledger;
    private final Smsc smsc;
    private final RbmPlatform rbm;
    private final MailExchanger mail;
    private final Routes routes = new Routes();
    private final HttpFront http;

    private Simulator(SimulatorSettings settings) throws IOException {
        this.settings = settings;
        if (settings.behaviour() != null) {
            behaviour.load(settings.behaviour());
        }
        ledger = new Ledger(settings.ledger());
        smsc = new Smsc(behaviour, ledger, wheel, stats, clock);
        RbmBehaviour.Agent anyAgent = new RbmBehaviour.Agent(settings.rbmWebhook(), settings.rbmClientToken());
        rbm = new RbmPlatform(behaviour, ledger, wheel, stats, clock, anyAgent);
        mail = new MailExchanger(behaviour, ledger, wheel, stats, clock, settings.bounceHost());
        http = new HttpFront(routes);
    }

    /** @throws IOException if a port is taken or a file cannot be used; nothing is left running then */
    public static Simulator start(SimulatorSettings settings) throws IOException {
        Simulator simulator = new Simulator(settings);
        try {
            simulator.listen();
            return simulator;
        } catch (IOException | RuntimeException e) {
            simulator.close();
            throw e;
        }
    }

    private void listen() throws IOException {
        InetAddress host = InetAddress.getByName(settings.host());
        occupy("simulator.smpp.port", settings.smppPort(), () -> smsc.start(address(host, settings.smppPort())));
        occupy("simulator.smtp.port", settings.smtpPort(), () -> mail.start(host, settings.smtpPort()));
        occupy("simulator.http.port", settings.httpPort(), () -> http.bind(address(host, settings.httpPort())));
        String tokenUri =
                "http://" + (host.isAnyLocalAddress() ? "localhost" : settings.host()) + ":" + httpPort() + "/token";
        ServiceAccount account = ServiceAccount.in(settings.data(), tokenUri, clock);
        new RbmApi(behaviour, account, rbm, ledger, stats, clock).addTo(routes);
        new HandsetApi(ledger, new Replies(ledger, smsc, rbm, mail), rbm).addTo(routes);
        new ControlApi(behaviour, ledger, this::clearLedger).addTo(routes);
        routes.on("GET", "/api/health", request -> Reply.json(health()))
                .on("DELETE", "/api/smpp/binds", request -> Reply.json(Map.of("dropped", smsc.drop())))
                .on("GET", "/api/stats", request -> Reply.json(statistics()))
                .on("GET", "/api/rbm/service-account", request -> Reply.json(account.document()));
        http.start();
    }

    private static InetSocketAddress address(InetAddress host, int port) {
        return new InetSocketAddress(host, port);
    }

    @FunctionalInterface
    private interface Listening {
        void begin() throws IOException;
    }

    private static void occupy(String property, int port, Listening listening) throws IOException {
        try {
            listening.begin();
        } catch (BindException e) {
            throw new IOException("port " + port + " (" + property + ") is taken or not allowed", e);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof BindException) {
                throw new IOException("port " + port + " (" + property + ") is taken or not allowed", e);
            }
            throw e;
        }
    }

    private void clearLedger() {
        ledger.clear();
        rbm.clear();
    }

    private Map<String, Object> health() {
        return Map.of("status", "UP", "http", httpPort(), "smpp", smppPort(), "smtp", smtpPort());
    }

    private Map<String, Object> statistics() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("binds", smsc.binds());
        all.put("waiting", wheel.waiting());
        all.put("events", stats.read());
        return all;
    }

    public int httpPort() {
        return http.port();
    }

    public int smppPort() {
        return smsc.port();
    }

    public int smtpPort() {
        return mail.port();
    }

    @Override
    public void close() throws IOException {
        wheel.close();
        http.close();
        mail.close();
        rbm.close();
        smsc.close();
    }

    public static void main(String[] arguments) throws InterruptedException {
        quiet();
        try {
            Simulator simulator = start(SimulatorSettings.from(System::getProperty));
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(simulator, stopped), "shutdown"));
            System.out.printf(
                    "simulator ready http=%d smpp=%d smtp=%d%n",
                    simulator.httpPort(), simulator.smppPort(), simulator.smtpPort());
            stopped.await();
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("simulator cannot start: " + e.getMessage());
            System.exit(EXIT_UNUSABLE);
        }
    }

    /** The libraries tell every connection; a benchmark makes thousands. */
    private static void quiet() {
        LOGGERS[0].setLevel(Level.SEVERE);
        LOGGERS[1].setLevel(Level.WARNING);
    }

    /** Held here because java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger[] LOGGERS = {Logger.getLogger("org.jsmpp"), Logger.getLogger("org.subethamail")};

    private static void stop(Simulator simulator, CountDownLatch stopped) {
        try {
            simulator.close();
        } catch (IOException e) {
            System.err.println("simulator did not stop cleanly: " + e.getMessage());
        } finally {
            stopped.countDown();
        }
    }
}
