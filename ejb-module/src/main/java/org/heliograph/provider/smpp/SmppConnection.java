package org.heliograph.provider.smpp;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.heliograph.channel.Failure;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.ProviderEvents;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.SmsContent;
import org.jsmpp.PDUException;

/** An account: its sessions, and one pace for all of them. */
final class SmppConnection implements ProviderConnection, SubmitAnswers {

    private static final System.Logger LOG = System.getLogger(SmppConnection.class.getName());
    private static final int MAX_THROTTLED = 5;
    /** Enough for {@link #MAX_THROTTLED} of {@link Pace}'s longest pauses. */
    private static final Duration REPETITIONS = Duration.ofSeconds(15);

    private static final long CLOSE_MILLIS = 5_000;
    private static final String NOT_BOUND = "not_bound";
    private static final String HOURS = "hours";

    private final String name;
    private final SmppSettings settings;
    private final ShortMessageEncoder encoder;
    private final Pace pace;
    private final InboundQueue inbound;
    private final SmppBinds binds;
    private final ScheduledExecutorService timer;
    private final ScheduledExecutorService repetitions;
    private volatile boolean closed;

    SmppConnection(String name, SmppSettings settings, ProviderEvents events) {
        this.name = name;
        this.settings = settings;
        encoder = new ShortMessageEncoder(settings);
        pace = new Pace(settings.throughput());
        inbound = new InboundQueue(name, settings, events);
        timer = Threads.timer(name + "-timer");
        repetitions = Threads.timer(name + "-repeat");
        binds = new SmppBinds(name, settings, this, inbound);
        long sweep = Math.max(20, Math.min(500, settings.responseTimeoutMillis() / 4));
        timer.scheduleWithFixedDelay(binds::expire, sweep, sweep, TimeUnit.MILLISECONDS);
    }

    @Override
    public void send(List<OutboundMessage> batch, Consumer<SendResult> results) {
        for (OutboundMessage message : batch) {
            if (message.recipient() != null
                    && message.content() instanceof SmsContent content
                    && content.text() != null) {
                send(message, content, results);
            } else if (message.recipient() == null) {
                new Submission(message, 1, results).refused(Failure.INVALID_RECIPIENT, "none", null);
            } else {
                new Submission(message, 1, results).refused(Failure.INVALID_CONTENT, "not_sms", null);
            }
        }
        binds.flush();
    }

    @Override
    public int messagesPerSecond() {
        return settings.throughput();
    }

    /** An answer's time and, if it asks to slow down, the pauses and the sweep that follow. */
    @Override
    public Duration longestWait() {
        return Duration.ofMillis(settings.responseTimeoutMillis()).plus(REPETITIONS);
    }

    private void send(OutboundMessage message, SmsContent content, Consumer<SendResult> results) {
        List<ShortMessage> parts;
        try {
            parts = encoder.encode(message, content);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Message " + message.id() + " cannot be encoded", e);
            new Submission(message, 1, results).refused(Failure.INVALID_CONTENT, e.getMessage(), null);
            return;
        }
        Submission submission = new Submission(message, parts.size(), results);
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
            binds.flush();
            Pace.await(wait);
        }
        WindowedSession session = binds.acquire();
        if (session != null && part.submission.isTooLateFor(part.index)) {
            session.window().release();
            part.submission.refused(Failure.HOURS_OVER, HOURS, null);
            return;
        }
        while (session != null) {
            try {
                session.submit(part);
                return;
            } catch (IOException e) {
                session.close();
                session = binds.acquire();
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
            binds.flush();
        }
    }

    @Override
    public void unanswered(SubmitPart part, String why) {
        part.submission.refused(Failure.NO_RESPONSE, why, null);
    }

    @Override
    public ConnectionState state() {
        return closed ? ConnectionState.down("closed") : binds.state();
    }

    @Override
    public void close() {
        closed = true;
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
        try {
            binds.finish(until - System.nanoTime());
            repetitions.shutdown();
            // Each repetition ends within the longest pause, with a refusal.
            repetitions.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        inbound.close(Math.max(200, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
        binds.close();
        repetitions.shutdownNow();
        timer.shutdownNow();
    }

    @Override
    public String toString() {
        return "SmppConnection[" + name + " " + settings + "]";
    }
}
