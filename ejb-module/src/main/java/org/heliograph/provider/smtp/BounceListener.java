package org.heliograph.provider.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.heliograph.channel.ProviderEvent;
import org.heliograph.channel.ProviderEvents;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.TooMuchDataException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that takes bounces of our messages and nothing else. */
final class BounceListener {

    private static final System.Logger LOG = System.getLogger(BounceListener.class.getName());
    private static final int MAX_SIZE = 5 * 1024 * 1024;
    private static final int MAX_RECIPIENTS = 10;
    private static final int MAX_CONNECTIONS = 100;

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
        public String data(InputStream data) throws RejectException, TooMuchDataException, IOException {
            byte[] mail = data.readNBytes(MAX_SIZE + 1);
            if (mail.length > MAX_SIZE) {
                throw new TooMuchDataException();
            }
            List<ProviderEvent> news = new ArrayList<>();
            for (UUID message : messages) {
                DeliveryStatus.read(mail)
                        .map(s -> s.report(message, Instant.now()))
                        .ifPresent(news::add);
            }
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
