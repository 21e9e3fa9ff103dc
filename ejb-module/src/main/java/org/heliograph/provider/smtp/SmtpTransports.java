package org.heliograph.provider.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.lang.System.Logger.Level;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

/** Open connections to the server, each used by one thread at a time. */
final class SmtpTransports {

    /** After so long a connection is asked whether it still lives before it is trusted with a message. */
    private static final long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final System.Logger LOG = System.getLogger(SmtpTransports.class.getName());

    private final SmtpSettings settings;
    private final ConcurrentLinkedDeque<Lent> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

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
        Session session = Session.getInstance(settings.mailProperties());
        Transport transport = session.getTransport("smtp");
        transport.connect(settings.host(), settings.port(), settings.username(), settings.password());
        return new Lent(session, transport);
    }

    void giveBack(Lent lent) {
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
