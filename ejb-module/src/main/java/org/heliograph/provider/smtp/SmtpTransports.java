package org.heliograph.provider.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.lang.System.Logger.Level;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.heliograph.channel.Failure;

/** Open connections to the server, each used by one thread at a time. */
final class SmtpTransports {

    /** After so long a connection is asked whether it still lives before it is trusted with a message. */
    private static final long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** After a connection that was not had; or each message of a batch would wait for the same silence. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final System.Logger LOG = System.getLogger(SmtpTransports.class.getName());

    private final SmtpSettings settings;
    private final ConcurrentLinkedDeque<Lent> idle = new ConcurrentLinkedDeque<>();
    private volatile Silence silence;
    private volatile boolean closed;

    /** The server gave no answer, and has taken nothing since. */
    private record Silence(MessagingException problem, long since) {}

    SmtpTransports(SmtpSettings settings) {
        this.settings = settings;
    }

    /** A connection with its session; the session's envelope sender is set for each message. */
    static final class Lent {
        final Session session;
        final Transport transport;
        private int sent;
        private long lastUse;

        private Lent(Session session, Transport transport) {
            this.session = session;
            this.transport = transport;
        }
    }

    /** An open connection, a new one if none is idle. */
    Lent borrow() throws MessagingException {
        for (Lent lent = idle.pollFirst(); lent != null; lent = idle.pollFirst()) {
            boolean fresh = System.nanoTime() - lent.lastUse < DOUBT_NANOS;
            if (fresh || lent.transport.isConnected()) {
                return lent;
            }
            discard(lent);
        }
        Silence last = silence;
        if (last != null && System.nanoTime() - last.since() < PAUSE_NANOS) {
            throw last.problem();
        }
        return connect();
    }

    private Lent connect() throws MessagingException {
        Session session = Session.getInstance(settings.mailProperties());
        Transport transport = session.getTransport("smtp");
        try {
            transport.connect(settings.host(), settings.port(), settings.username(), settings.password());
        } catch (MessagingException e) {
            if (SmtpFailure.of(e, true).failure() == Failure.UNREACHABLE) {
                silence = new Silence(e, System.nanoTime());
            }
            throw e;
        }
        silence = null;
        return new Lent(session, transport);
    }

    void giveBack(Lent lent) {
        silence = null;
        lent.lastUse = System.nanoTime();
        if (++lent.sent >= settings.messagesPerConnection() || closed) {
            discard(lent);
        } else {
            idle.addFirst(lent);
        }
    }

    void discard(Lent lent) {
        try {
            lent.transport.close();
        } catch (MessagingException e) {
            LOG.log(Level.DEBUG, "A connection to {0} was not closed in order", settings);
        }
    }

    void close() {
        closed = true;
        for (Lent lent = idle.pollFirst(); lent != null; lent = idle.pollFirst()) {
            discard(lent);
        }
    }
}
