package org.heliograph.simulator.mail;

import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.heliograph.simulator.behaviour.Channel;
import org.heliograph.simulator.behaviour.CurrentBehaviour;
import org.heliograph.simulator.behaviour.Outcome;
import org.heliograph.simulator.behaviour.TemporaryFailures;
import org.heliograph.simulator.behaviour.Throttle;
import org.heliograph.simulator.behaviour.Verdict;
import org.heliograph.simulator.ledger.Content;
import org.heliograph.simulator.ledger.Entry;
import org.heliograph.simulator.ledger.Ledger;
import org.heliograph.simulator.ledger.Status;
import org.heliograph.simulator.time.DelayWheel;
import org.heliograph.simulator.time.Stats;
import org.subethamail.smtp.server.SMTPServer;

/** The SMTP server with the mailboxes behind it. Thread-safe. */
public final class MailExchanger implements AutoCloseable {

    private static final int MAX_BYTES = 40 << 20;
    private static final int MAX_CONNECTIONS = 500;

    private final CurrentBehaviour current;
    private final Ledger ledger;
    private final DelayWheel wheel;
    private final Stats stats;
    private final Clock clock;
    private final OutgoingMail outgoing;
    private final Throttle throttle = new Throttle(System::nanoTime);
    private final TemporaryFailures failures = new TemporaryFailures();
    private final AtomicLong ids = new AtomicLong(System.currentTimeMillis() << 10);
    private SMTPServer server;

    /** @param bounceHost takes the bounces and the replies of handsets */
    public MailExchanger(
            CurrentBehaviour current,
            Ledger ledger,
            DelayWheel wheel,
            Stats stats,
            Clock clock,
            InetSocketAddress bounceHost) {
        this.current = current;
        this.ledger = ledger;
        this.wheel = wheel;
        this.stats = stats;
        this.clock = clock;
        outgoing = new OutgoingMail(bounceHost, wheel, stats);
    }

    public void start(InetAddress host, int port) {
        server = SMTPServer.port(port)
                .bindAddress(host)
                .hostName("mx.simulator.invalid")
                .softwareName("Heliograph carrier simulator")
                .maxMessageSize(MAX_BYTES)
                .maxConnections(MAX_CONNECTIONS)
                .messageHandlerFactory(context -> new MailReception(this))
                .build();
        server.start();
    }

    public int port() {
        return server.getPortAllocated();
    }

    boolean admits() {
        boolean admitted = throttle.admits(current.get().email().throttlePerSecond());
        if (!admitted) {
            ledger.throttled(Channel.EMAIL);
        }
        return admitted;
    }

    Verdict verdict(String recipient) {
        return current.get().verdict(Channel.EMAIL, recipient);
    }

    boolean failsForNow(Verdict verdict) {
        boolean fails = failures.fails(verdict, current.get().email().temporaryAttempts());
        if (fails) {
            ledger.refusedForNow(Channel.EMAIL);
        }
        return fails;
    }

    void refused(Verdict verdict, String envelopeSender) {
        ledger.add(new Entry(
                Channel.EMAIL, envelopeSender, envelopeSender, verdict.recipient(), Status.REFUSED, clock.millis()));
    }

    /** @return the queue id */
    String take(String envelopeSender, List<Verdict> recipients, ReceivedMail mail) {
        String id = Long.toString(ids.incrementAndGet(), 36).toUpperCase(Locale.ROOT);
        for (Verdict verdict : recipients) {
            stats.mark(Stats.Event.EMAILS);
            Entry entry = ledger.add(new Entry(
                            Channel.EMAIL,
                            envelopeSender,
                            mail.from() == null ? envelopeSender : mail.from(),
                            verdict.recipient(),
                            Status.ACCEPTED,
                            clock.millis())
                    .identified(id, mail.messageId())
                    .saying(mail.content()));
            wheel.after(verdict.delayMs(), () -> arrive(entry, verdict, mail));
        }
        return id;
    }

    private void arrive(Entry entry, Verdict verdict, ReceivedMail mail) {
        if (verdict.arrives()) {
            ledger.moved(entry, Status.DELIVERED, clock.millis());
            return;
        }
        boolean expired = verdict.outcome() == Outcome.EXPIRED;
        ledger.moved(entry, expired ? Status.EXPIRED : Status.UNDELIVERED, clock.millis());
        if (!entry.account().isEmpty()) {
            String diagnostic = diagnostic(verdict, expired);
            Bounce bounce = new Bounce(
                    entry.account(), verdict.recipient(), diagnostic.split(" ")[1], diagnostic, mail, clock.instant());
            outgoing.send("", bounce::message);
        }
    }

    private static String diagnostic(Verdict verdict, boolean expired) {
        if (verdict.code() != null && verdict.code().matches("\\d{3} \\d\\.\\d+\\.\\d+.*")) {
            return verdict.code();
        }
        return expired
                ? "421 4.4.1 delivery time expired"
                : "550 5.1.1 <" + verdict.recipient() + ">: no such user here";
    }

    /**
     * Answers a mail.
     *
     * @param to whom the answer goes
     * @param subject of the mail answered, or null
     * @param messageId of the mail answered, or null
     */
    public Entry reply(String recipient, String to, String subject, String text, String messageId) {
        String answerSubject = subject == null ? "Re:" : subject.startsWith("Re:") ? subject : "Re: " + subject;
        Entry entry = ledger.add(new Entry(Channel.EMAIL, to, to, recipient, Status.REPLY, clock.millis())
                .saying(new Content(answerSubject, text, null, null)));
        outgoing.send(recipient, () -> {
            MimeMessage message = OutgoingMail.blank();
            message.setFrom(new InternetAddress(recipient));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
            message.setSubject(answerSubject, "utf-8");
            if (messageId != null) {
                message.setHeader("In-Reply-To", messageId);
                message.setHeader("References", messageId);
            }
            message.setText(text, "utf-8");
            message.saveChanges();
            return message;
        });
        return entry;
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop();
        }
        outgoing.close();
    }
}
