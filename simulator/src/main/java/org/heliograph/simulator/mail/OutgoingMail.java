package org.heliograph.simulator.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.net.InetSocketAddress;
import java.util.Properties;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.heliograph.simulator.time.DelayWheel;
import org.heliograph.simulator.time.Stats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends bounces and replies by SMTP to the one host that takes them, a few times if need be. */
final class OutgoingMail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutgoingMail.class);
    private static final int CONNECTIONS = 4;
    private static final int WAITING = 100_000;
    private static final int ATTEMPTS = 5;
    private static final String TIMEOUT_MS = "10000";

    private final Properties properties = new Properties();
    private final DelayWheel wheel;
    private final Stats stats;
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            CONNECTIONS, CONNECTIONS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(WAITING), task -> {
                Thread thread = new Thread(task, "outgoing-mail");
                thread.setDaemon(true);
                return thread;
            });

    OutgoingMail(InetSocketAddress host, DelayWheel wheel, Stats stats) {
        this.wheel = wheel;
        this.stats = stats;
        properties.setProperty("mail.smtp.host", host.getHostString());
        properties.setProperty("mail.smtp.port", Integer.toString(host.getPort()));
        properties.setProperty("mail.smtp.localhost", "mx.simulator.invalid");
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MS);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MS);
    }

    /** Makes the MIME message when it is about to be sent. */
    @FunctionalInterface
    interface Draft {
        MimeMessage message() throws MessagingException;
    }

    static MimeMessage blank() {
        return new MimeMessage(Session.getInstance(new Properties()));
    }

    /** @param envelopeSender empty for the null sender of bounces */
    void send(String envelopeSender, Draft draft) {
        enqueue(envelopeSender, draft, 1);
    }

    private void enqueue(String envelopeSender, Draft draft, int attempt) {
        try {
            pool.execute(() -> attempt(envelopeSender, draft, attempt));
        } catch (RejectedExecutionException e) {
            stats.mark(Stats.Event.EMAILS_UNSENT);
        }
    }

    private void attempt(String envelopeSender, Draft draft, int attempt) {
        Properties own = new Properties();
        own.putAll(properties);
        own.setProperty("mail.smtp.from", "<" + envelopeSender + ">");
        try {
            MimeMessage message = draft.message();
            try (Transport transport = Session.getInstance(own).getTransport("smtp")) {
                transport.connect();
                transport.sendMessage(message, message.getAllRecipients());
            }
            stats.mark(Stats.Event.EMAILS_SENT);
        } catch (MessagingException e) {
            if (attempt >= ATTEMPTS) {
                stats.mark(Stats.Event.EMAILS_UNSENT);
                LOG.warn("A mail cannot be sent: {}", e.getMessage());
            } else {
                wheel.after(1000L << attempt, () -> enqueue(envelopeSender, draft, attempt + 1));
            }
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
