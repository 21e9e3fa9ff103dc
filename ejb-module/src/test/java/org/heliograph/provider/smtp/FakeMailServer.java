package org.heliograph.provider.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server of the test that keeps what it takes. */
final class FakeMailServer implements AutoCloseable {

    static final String PASSWORD = "pa55-w0rd";

    final List<Mail> mails = new CopyOnWriteArrayList<>();
    final Set<Object> sessions = ConcurrentHashMap.newKeySet();

    /** Answer to RCPT, null to take the recipient. */
    volatile RejectException refusal;

    final int port = freePort();
    private final SMTPServer server;

    record Mail(String from, String to, byte[] data) {
        MimeMessage parsed() {
            try {
                return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    FakeMailServer() {
        server = SMTPServer.port(port)
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!PASSWORD.equals(password)) {
                        throw new LoginFailedException();
                    }
                }))
                .messageHandlerFactory(context -> {
                    sessions.add(context.getRemoteAddress());
                    return new Handler();
                })
                .build();
        server.start();
    }

    static int freePort() {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Handler implements MessageHandler {
        private String from;
        private String to;

        @Override
        public void from(String sender) {
            from = sender;
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            if (refusal != null) {
                throw refusal;
            }
            to = recipient;
        }

        @Override
        public String data(InputStream data) throws IOException {
            mails.add(new Mail(from, to, data.readAllBytes()));
            return null;
        }

        @Override
        public void done() {
            // Nothing is held open.
        }
    }
}
