package org.heliograph.provider.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.Failure;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.ProviderEvents;
import org.heliograph.channel.RecentTrouble;
import org.heliograph.channel.SendResult;

/** An account: as many threads as connections, each sending one message after the other. */
final class SmtpConnection implements ProviderConnection {

    private static final System.Logger LOG = System.getLogger(SmtpConnection.class.getName());
    private static final long CLOSE_SECONDS = 5;

    private final String name;
    private final SmtpSettings settings;
    private final SmtpTransports transports;
    private final ExecutorService threads;
    private final Semaphore window;
    private final int places;
    private final BounceListener bounces;
    private final RecentTrouble trouble = new RecentTrouble();
    private volatile boolean closed;

    SmtpConnection(String name, SmtpSettings settings, ProviderEvents events) {
        this.name = name;
        this.settings = settings;
        transports = new SmtpTransports(settings);
        places = 2 * settings.maxConnections();
        window = new Semaphore(places);
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(settings.maxConnections(), task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            // Jakarta Mail finds its content handlers through it.
            thread.setContextClassLoader(SmtpConnection.class.getClassLoader());
            return thread;
        });
        bounces = settings.bounceListenPort() == 0 ? null : new BounceListener(settings, events);
    }

    @Override
    public void send(List<OutboundMessage> batch, Consumer<SendResult> results) {
        for (OutboundMessage message : batch) {
            if (!enter()) {
                results.accept(new SendResult.Refused(message.id(), Failure.UNREACHABLE, "closed"));
                continue;
            }
            threads.execute(() -> {
                try {
                    results.accept(send(message));
                } catch (RuntimeException e) {
                    LOG.log(Level.ERROR, "The result of message " + message.id() + " was not taken", e);
                } finally {
                    window.release();
                }
            });
        }
    }

    /** Another slice's mail may have the connection before it; each ends with the first answer that does not come. */
    @Override
    public Duration longestWait() {
        return settings.connectTimeout().plus(settings.responseTimeout().multipliedBy(2));
    }

    /** Waits for a place; false if the account is closed or the thread is interrupted. */
    private boolean enter() {
        try {
            if (closed) {
                return false;
            }
            window.acquire();
            if (closed) {
                window.release();
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private SendResult send(OutboundMessage message) {
        if (!(message.content() instanceof EmailContent content)) {
            return new SendResult.Refused(message.id(), Failure.INVALID_CONTENT, "not_email");
        }
        if (message.sendBy().isOver()) {
            return new SendResult.Refused(message.id(), Failure.HOURS_OVER, "hours");
        }
        SmtpTransports.Lent lent;
        try {
            MailWriter.sender(message.sender());
        } catch (AddressException e) {
            return new SendResult.Refused(message.id(), Failure.INVALID_SENDER, "malformed");
        }
        try {
            MailWriter.recipient(message.recipient());
        } catch (AddressException e) {
            return new SendResult.Refused(message.id(), Failure.INVALID_RECIPIENT, "malformed");
        }
        try {
            lent = transports.borrow();
            trouble.clear();
        } catch (MessagingException e) {
            SmtpFailure failure = SmtpFailure.of(e, true);
            trouble.note(
                    failure.failure() == Failure.ACCOUNT_REFUSED
                            ? settings + " refuses the login (" + failure.code() + ")"
                            : "no connection to " + settings + " (" + failure.code() + ")");
            return failure.of(message.id());
        }
        return send(lent, message, content);
    }

    private SendResult send(SmtpTransports.Lent lent, OutboundMessage message, EmailContent content) {
        boolean intact = false;
        try {
            if (settings.bounceDomain() != null) {
                lent.session
                        .getProperties()
                        .setProperty("mail.smtp.from", VerpAddress.of(message.id(), settings.bounceDomain()));
            }
            MimeMessage mail = MailWriter.write(lent.session, message, content);
            lent.transport.sendMessage(mail, mail.getAllRecipients());
            intact = true;
            return new SendResult.Accepted(message.id(), List.of(message.id().toString()));
        } catch (MessagingException e) {
            return SmtpFailure.of(e, false).of(message.id());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Message " + message.id() + " could not be written", e);
            return new SendResult.Refused(message.id(), Failure.INVALID_CONTENT, "internal");
        } finally {
            if (intact) {
                transports.giveBack(lent);
            } else {
                transports.discard(lent);
            }
        }
    }

    /** A bounce listener without its port is logged, and keeps no mail from being sent. */
    @Override
    public ConnectionState state() {
        if (closed) {
            return ConnectionState.down("closed");
        }
        return trouble.state();
    }

    @Override
    public void close() {
        closed = true;
        try {
            window.tryAcquire(places, CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdown();
        transports.close();
        if (bounces != null) {
            bounces.close();
        }
    }

    @Override
    public String toString() {
        return "SmtpConnection[" + name + " " + settings + "]";
    }
}
