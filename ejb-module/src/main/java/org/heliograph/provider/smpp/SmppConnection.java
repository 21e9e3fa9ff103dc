package org.heliograph.provider.smpp;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.heliograph.channel.Failure;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.ProviderEvents;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.SmsContent;
import org.jsmpp.PDUException;
import org.jsmpp.bean.BindType;

/** An account: its sessions, among which messages are dealt out in turn, and one pace for all of them. */
final class SmppConnection implements ProviderConnection, SubmitAnswers {

    private static final int MAX_THROTTLED = 5;
    private static final long CLOSE_MILLIS = 5_000;
    private static final long FULL_WINDOW_POLL_MILLIS = 20;
    private static final String NOT_BOUND = "not_bound";

    private final String name;
    private final SmppSettings settings;
    private final ShortMessageEncoder encoder;
    private final Pace pace;
    private final InboundQueue inbound;
    private final List<SmppBind> binds = new ArrayList<>();
    private final List<SmppBind> transmitters;
    private final ScheduledExecutorService timer;
    private final ScheduledExecutorService repetitions;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean closed;

    SmppConnection(String name, SmppSettings settings, ProviderEvents events) {
        this.name = name;
        this.settings = settings;
        encoder = new ShortMessageEncoder(settings);
        pace = new Pace(settings.throughput());
        inbound = new InboundQueue(name, settings, events);
        timer = Threads.timer(name + "-timer");
        repetitions = Threads.timer(name + "-repeat");
        for (int i = 1; i <= settings.binds(); i++) {
            if (settings.bindKind() == SmppSettings.BindKind.TRANSCEIVER) {
                bind(i, BindType.BIND_TRX);
            } else {
                bind(i, BindType.BIND_TX);
                bind(i, BindType.BIND_RX);
            }
        }
        transmitters = binds.stream().filter(SmppBind::transmits).toList();
        long sweep = Math.max(20, Math.min(500, settings.responseTimeoutMillis() / 4));
        timer.scheduleWithFixedDelay(this::sweep, sweep, sweep, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(inbound::giveOutOverdue, 1, 1, TimeUnit.MINUTES);
    }

    private void bind(int number, BindType type) {
        binds.add(new SmppBind(
                name + "-" + type.name().substring(5).toLowerCase(java.util.Locale.ROOT) + number,
                type,
                settings,
                () -> new WindowedSession(settings, this, inbound)));
    }

    @Override
    public void send(List<OutboundMessage> batch, Consumer<SendResult> results) {
        for (OutboundMessage message : batch) {
            if (message.recipient() != null
                    && message.content() instanceof SmsContent content
                    && content.text() != null) {
                send(message, content, results);
            } else if (message.recipient() == null) {
                new Submission(message.id(), 1, results).refused(Failure.INVALID_RECIPIENT, "none", null);
            } else {
                new Submission(message.id(), 1, results).refused(Failure.INVALID_CONTENT, "not_sms", null);
            }
        }
        flush();
    }

    private void send(OutboundMessage message, SmsContent content, Consumer<SendResult> results) {
        List<ShortMessage> parts = encoder.encode(message, content);
        Submission submission = new Submission(message.id(), parts.size(), results);
        for (int i = 0; i < parts.size(); i++) {
            if (submission.isRefused()) {
                submission.refused(Failure.UNREACHABLE, NOT_BOUND, null);
            } else {
                submit(new SubmitPart(submission, i, parts.get(i)));
            }
        }
    }

    private void submit(SubmitPart part) {
        long wait = pace.reserve();
        if (wait > 0) {
            flush();
            Pace.await(wait);
        }
        WindowedSession session = session();
        while (session != null) {
            try {
                session.submit(part);
                return;
            } catch (IOException e) {
                session.abandon();
                session.close();
                session = session();
            } catch (PDUException | RuntimeException e) {
                part.submission.refused(malformed(part.message), e.getMessage(), null);
                return;
            }
        }
        part.submission.refused(Failure.UNREACHABLE, NOT_BOUND, null);
    }

    private static Failure malformed(ShortMessage message) {
        if (message.source().address().length() > 20) {
            return Failure.INVALID_SENDER;
        }
        return message.destination().address().length() > 20 ? Failure.INVALID_RECIPIENT : Failure.INVALID_CONTENT;
    }

    /** A session with a permit taken from its window; waits for one. Null if none is bound. */
    private WindowedSession session() {
        while (!closed && !Thread.currentThread().isInterrupted()) {
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

    private void flush() {
        for (SmppBind bind : transmitters) {
            WindowedSession session = bind.session();
            try {
                if (session != null) {
                    session.flush();
                }
            } catch (IOException e) {
                session.abandon();
                session.close();
            }
        }
    }

    @Override
    public void answered(SubmitPart part, int status, String reference) {
        if (status == SmppStatus.OK) {
            pace.taken();
            part.submission.accepted(part.index, reference);
        } else if (SmppStatus.asksToSlowDown(status)) {
            throttled(part, status);
        } else {
            part.submission.refused(SmppStatus.failure(status), SmppStatus.code(status), null);
        }
    }

    private void throttled(SubmitPart part, int status) {
        Duration pause = pace.throttled();
        if (++part.throttled <= MAX_THROTTLED && !closed) {
            try {
                repetitions.schedule(() -> repeat(part), pause.toNanos(), TimeUnit.NANOSECONDS);
                return;
            } catch (RejectedExecutionException ignored) {
                // Closed meanwhile: refused below.
            }
        }
        part.submission.refused(Failure.THROTTLED, SmppStatus.code(status), pause);
    }

    private void repeat(SubmitPart part) {
        if (closed) {
            part.submission.refused(Failure.THROTTLED, SmppStatus.code(SmppStatus.THROTTLED), null);
        } else {
            submit(part);
            flush();
        }
    }

    @Override
    public void unanswered(SubmitPart part, String why) {
        part.submission.refused(Failure.NO_RESPONSE, why, null);
    }

    private void sweep() {
        long now = System.nanoTime();
        for (SmppBind bind : transmitters) {
            WindowedSession session = bind.session();
            if (session != null) {
                session.expire(now);
            }
        }
    }

    @Override
    public ConnectionState state() {
        if (closed) {
            return ConnectionState.down("closed");
        }
        boolean up = transmitters.stream().anyMatch(bind -> bind.session() != null);
        return up
                ? ConnectionState.UP
                : ConnectionState.down(transmitters.get(0).trouble());
    }

    @Override
    public void close() {
        closed = true;
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
        try {
            for (SmppBind bind : transmitters) {
                WindowedSession session = bind.session();
                if (session != null) {
                    session.window().tryAcquire(settings.window(), until - System.nanoTime(), TimeUnit.NANOSECONDS);
                }
            }
            repetitions.shutdown();
            // Each repetition ends within the longest pause, with a refusal.
            repetitions.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        inbound.close(Math.max(200, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
        binds.forEach(SmppBind::close);
        repetitions.shutdownNow();
        timer.shutdownNow();
    }

    @Override
    public String toString() {
        return "SmppConnection[" + name + " " + settings + "]";
    }
}
