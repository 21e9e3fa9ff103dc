package org.heliograph.provider.smpp;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;

/** Keeps one session bound: connects, and after a loss connects again, waiting twice as long after each failure. */
final class SmppBind {

    private static final System.Logger LOG = System.getLogger(SmppBind.class.getName());
    private static final long SHORTEST_WAIT_MILLIS = 500;
    private static final long LONGEST_WAIT_MILLIS = 30_000;
    /** The SMSC's time to answer the unbind. */
    private static final long UNBIND_MILLIS = 1_000;

    private final String name;
    private final BindType type;
    private final SmppSettings settings;
    private final Supplier<WindowedSession> sessions;
    private final ScheduledExecutorService thread;
    private final AtomicReference<WindowedSession> current = new AtomicReference<>();
    private volatile String trouble = "connecting";
    private volatile boolean closed;
    private int failures;

    SmppBind(String name, BindType type, SmppSettings settings, Supplier<WindowedSession> sessions) {
        this.name = name;
        this.type = type;
        this.settings = settings;
        this.sessions = sessions;
        this.thread = Threads.timer(name);
        thread.execute(this::connect);
    }

    boolean transmits() {
        return type != BindType.BIND_RX;
    }

    boolean receives() {
        return type != BindType.BIND_TX;
    }

    /** The bound session, null while there is none. */
    WindowedSession session() {
        WindowedSession session = current.get();
        return session != null && session.isUsable() ? session : null;
    }

    /** Why it is down, for the operator; empty when up. */
    String trouble() {
        return session() != null ? "" : trouble;
    }

    /** Ends the session as SMPP wants it. An SMSC that reads no more keeps this waiting until {@link #cut}. */
    void unbind() {
        closed = true;
        thread.shutdownNow();
        WindowedSession session = current.get();
        if (session != null) {
            session.setTransactionTimer(UNBIND_MILLIS);
            session.unbindAndClose();
        }
    }

    /** Ends what {@link #unbind} has not. */
    void cut() {
        WindowedSession session = current.getAndSet(null);
        if (session != null) {
            session.cut();
        }
    }

    private void connect() {
        WindowedSession session = sessions.get();
        session.addSessionStateListener((state, before, source) -> {
            if (state == SessionState.CLOSED || state == SessionState.UNBOUND) {
                lost(session);
            }
        });
        try {
            session.connectAndBind(
                    settings.host(),
                    settings.port(),
                    new BindParameter(
                            type,
                            settings.systemId(),
                            settings.password(),
                            settings.systemType(),
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            null),
                    settings.responseTimeoutMillis());
            failures = 0;
            current.set(session);
            LOG.log(Level.INFO, "{0} is bound to {1}", name, settings);
            if (closed || !session.getSessionState().isBound()) {
                lost(session);
                session.close();
            }
        } catch (IOException | RuntimeException e) {
            trouble = explain(e);
            LOG.log(Level.WARNING, "{0} cannot bind to {1}: {2}", name, settings, trouble);
            session.close();
            reconnect();
        }
    }

    private void lost(WindowedSession session) {
        session.abandon();
        if (current.compareAndSet(session, null) && !closed) {
            trouble = "the connection was lost, connecting again";
            LOG.log(Level.WARNING, "{0} lost its connection to {1}", name, settings);
            reconnect();
        }
    }

    private void reconnect() {
        if (closed) {
            return;
        }
        long wait = Math.min(SHORTEST_WAIT_MILLIS << Math.min(failures++, 10), LONGEST_WAIT_MILLIS);
        long jittered = wait / 2 + ThreadLocalRandom.current().nextLong(wait);
        try {
            thread.schedule(this::connect, jittered, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ignored) {
            // Closed meanwhile.
        }
    }

    private String explain(Exception e) {
        if (e.getCause() instanceof NegativeResponseException refusal) {
            return SmppStatus.bindRefusal(refusal.getCommandStatus());
        }
        return "no connection to " + settings.host() + ":" + settings.port() + " (" + e.getMessage() + ")";
    }
}
