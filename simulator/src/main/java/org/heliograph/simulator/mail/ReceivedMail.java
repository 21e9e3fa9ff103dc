package org.heliograph.simulator.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;
import org.heliograph.simulator.ledger.Content;

/**
 * A mail as received.
 *
 * @param messageId of the mail's header, or null
 * @param from the From header, or null
 * @param headers the header block, for bounces
 */
record ReceivedMail(String messageId, String from, Content content, String headers) {

    private static final Session SESSION = Session.getInstance(new Properties());
    private static final int MAX_HTML = 1 << 20;
    private static final int MAX_TEXT = 20_000;

    static ReceivedMail parse(byte[] bytes) throws IOException {
        try {
            MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
            Bodies bodies = new Bodies();
            bodies.collect(message);
            String text = bodies.text == null ? stripped(bodies.html) : bodies.text;
            return new ReceivedMail(
                    message.getMessageID(),
                    message.getFrom() == null || message.getFrom().length == 0 ? null : message.getFrom()[0].toString(),
                    new Content(message.getSubject(), limited(text, MAX_TEXT), limited(bodies.html, MAX_HTML), null),
                    headers(message));
        } catch (MessagingException e) {
            throw new IOException("Not a MIME message: " + e.getMessage(), e);
        }
    }

    private static String headers(MimeMessage message) throws MessagingException {
        StringBuilder lines = new StringBuilder();
        message.getAllHeaderLines().asIterator().forEachRemaining(line -> lines.append(line)
                .append("\r\n"));
        return lines.toString();
    }

    private static String stripped(String html) {
        return html == null
                ? ""
                : html.replaceAll("(?s)<(style|script|head)\\b.*?</\\1>", " ")
                        .replaceAll("<[^>]+>", " ")
                        .replaceAll("\\s+", " ")
                        .strip();
    }

    private static String limited(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }

    /** The first plain and the first HTML body, wherever they are nested. */
    private static final class Bodies {
        private String text;
        private String html;

        void collect(Part part) throws MessagingException, IOException {
            if (part.isMimeType("multipart/*")) {
                Multipart parts = (Multipart) part.getContent();
                for (int i = 0; i < parts.getCount(); i++) {
                    BodyPart child = parts.getBodyPart(i);
                    collect(child);
                }
            } else if (!Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                if (html == null && part.isMimeType("text/html")) {
                    html = part.getContent().toString();
                } else if (text == null && part.isMimeType("text/plain")) {
                    text = part.getContent().toString();
                }
            }
        }
    }
}
