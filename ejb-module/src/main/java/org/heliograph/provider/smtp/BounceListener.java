package org.heliograph.provider.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.heliograph.channel.ProviderEvent;
import org.heliograph.channel.ProviderEvents;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that takes bounces of our messages and nothing else. */
final class BounceListener {

    private static final System.Logger LOG = System.getLogger(BounceListener.class.getName());
    /** Bytes. */
    private static final int MAX_SIZE = 5 * 1024 * 1024;
    /** Bytes of a bounce that are read for what it says; behind that is the message itself (RFC 6522). */
    private static final int KEPT = 256 * 1024;

    private static final int MAX_RECIPIENTS = 10;
    /** With what is kept of a bounce, 5 MB at a time. */
    private static final int MAX_CONNECTIONS = 20;

    private final String domain;
    private final ProviderEvents events;
    private final SMTPServer server;

    BounceListener(SmtpSettings settings, ProviderEvents events) {
        this.domain = settings.bounceDomain();
        this.events = events;
        this.server = SMTPServer.port(settings.bounceListenPort())
                .hostName(domain)
                .softwareName("Heliograph")
                .maxConnections(MAX_CONNECTIONS)
                .maxRecipients(MAX_RECIPIENTS)
                .maxMessageSize(MAX_SIZE)
                .messageHandlerFactory(context -> new Handler())
                .build();
        try {
            server.start();
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "bounces cannot be taken on port " + settings.bounceListenPort() + " (" + e.getMessage() + ")");
        }
    }

    void close() {
        server.stop();
    }

    private final class Handler implements MessageHandler {
        private final Set<UUID> messages = new LinkedHashSet<>();

        @Override
        public void from(String from) {
            // Bounces come from nobody or from a mail server's address; the recipient tells what they are about.
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            Optional<UUID> message = VerpAddress.parse(recipient, domain);
            if (message.isEmpty()) {
                throw new RejectException(550, "5.1.1 No such mailbox");
            }
            messages.add(message.get());
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            byte[] mail = data.readNBytes(KEPT);
            // To its end in any case: what is left would be read as commands.
            long size = mail.length + data.transferTo(OutputStream.nullOutputStream());
            if (size > MAX_SIZE) {
                throw new RejectException(552, "5.3.4 Too big for a bounce");
            }
            Instant now = Instant.now();
            List<ProviderEvent> news = DeliveryStatus.read(mail).stream()
                    .flatMap(status -> messages.stream().<ProviderEvent>map(message -> status.report(message, now)))
                    .toList();
            try {
                if (!news.isEmpty()) {
                    events.accept(news);
                }
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "A bounce could not be stored and will be repeated", e);
                throw new RejectException(451, "4.3.0 Try again later");
            }
            return null;
        }

        @Override
        public void done() {
            // Nothing is held open.
        }
    }
}
