package org.heliograph.provider.smpp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.channel.ProviderConnection.ConnectionState;
import org.jsmpp.bean.BindType;

/** The sessions of an account, among which submit_sm are dealt out in turn. */
final class SmppBinds {

    private static final long FULL_WINDOW_POLL_MILLIS = 20;
    /** For all sessions together. */
    private static final long CLOSE_MILLIS = 2_000;

    private final String name;
    private final SmppSettings settings;
    private final List<SmppBind> all = new ArrayList<>();
    private final List<SmppBind> transmitters;
    private final List<SmppBind> receivers;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean closing;

    SmppBinds(String name, SmppSettings settings, SubmitAnswers answers, InboundQueue inbound) {
        this.name = name;
        this.settings = settings;
        boolean apart = settings.bindKind() == SmppSettings.BindKind.TRANSMITTER_AND_RECEIVER;
        List<BindType> types = apart ? List.of(BindType.BIND_TX, BindType.BIND_RX) : List.of(BindType.BIND_TRX);
        for (int i = 1; i <= settings.binds(); i++) {
            for (BindType type : types) {
                String label = type.name().substring("BIND_".length()).toLowerCase(Locale.ROOT);
                all.add(new SmppBind(
                        name + "-" + label + i, type, settings, () -> new WindowedSession(settings, answers, inbound)));
            }
        }
        transmitters = all.stream().filter(SmppBind::transmits).toList();
        receivers = all.stream().filter(SmppBind::receives).toList();
    }

    /**
     * A session with a permit taken from its window. Waits while all windows are full; null if none is bound, the account
     * is being closed, or the thread is interrupted.
     */
    WindowedSession acquire() {
        while (!closing && !Thread.currentThread().isInterrupted()) {
            WindowedSession full = null;
            int first = turn.getAndIncrement() & Integer.MAX_VALUE;
            for (int i = 0; i < transmitters.size(); i++) {
                WindowedSession session =
                        transmitters.get((first + i) % transmitters.size()).session();
                if (session != null && session.window().tryAcquire()) {
                    return session;
                }
                full = session != null ? session : full;
            }
            if (full == null) {
                return null;
            }
            flush();
            try {
                if (full.window().tryAcquire(FULL_WINDOW_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    return full;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return null;
    }

    /** Sends what is written; what a broken session cannot send is unanswered. */
    void flush() {
        for (SmppBind bind : transmitters) {
            WindowedSession session = bind.session();
            try {
                if (session != null) {
                    session.flush();
                }
            } catch (IOException e) {
                session.close();
            }
        }
    }

    /** Gives up on answers that are overdue. */
    void expire() {
        long now = System.nanoTime();
        for (SmppBind bind : transmitters) {
            WindowedSession session = bind.session();
            if (session != null) {
                session.expire(now);
            }
        }
    }

    /** Up as long as one session sends; of those that are down, the first tells why. */
    ConnectionState state() {
        if (noneUp(transmitters)) {
            return ConnectionState.down(transmitters.get(0).trouble());
        }
        return noneUp(receivers) ? ConnectionState.sendsOnly(receivers.get(0).trouble()) : ConnectionState.UP;
    }

    private static boolean noneUp(List<SmppBind> binds) {
        return binds.stream().allMatch(bind -> bind.session() == null);
    }

    /** Lets nothing more in, and waits until every window is empty. */
    void finish(long nanos) throws InterruptedException {
        closing = true;
        long until = System.nanoTime() + nanos;
        for (SmppBind bind : transmitters) {
            WindowedSession session = bind.session();
            if (session != null) {
                session.window().tryAcquire(settings.window(), until - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        }
    }

    /** Unbinds all sessions at once, and cuts those that an SMSC which hangs has not let go in time. */
    void close() {
        closing = true;
        ExecutorService threads = Threads.pool(name + "-unbind", all.size());
        all.forEach(bind -> threads.execute(bind::unbind));
        threads.shutdown();
        try {
            threads.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(SmppBind::cut);
    }
}
