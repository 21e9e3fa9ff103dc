package org.heliograph.provider.smtp;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.HtmlText;
import org.heliograph.channel.OutboundMessage;

/**
 * Writes an e-mail as MIME: text and HTML as alternatives, everything in UTF-8. Values of contacts reach headers, so
 * line breaks are taken out of the subject and refused in addresses.
 */
final class MailWriter {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final Pattern NAMED = Pattern.compile("\\s*\"?(.*?)\"?\\s*<([^<>]+)>\\s*");
    private static final Pattern BODY = Pattern.compile("(?i)<body\\b[^>]*>");

    private MailWriter() {}

    /** @throws AddressException if an address is malformed; its reference is the address */
    static MimeMessage write(Session session, OutboundMessage message, EmailContent content) throws MessagingException {
        InternetAddress from = sender(message.sender());
        String domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
        MimeMessage mail = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + message.id() + "@" + domain + ">");
            }
        };
        mail.setFrom(from);
        mail.setRecipient(Message.RecipientType.TO, recipient(message.recipient()));
        mail.setSubject(oneLine(content.subject()), UTF_8);
        mail.setSentDate(new Date());
        if (content.html() == null || content.html().isBlank()) {
            mail.setText(content.plainText(), UTF_8);
        } else {
            MimeBodyPart text = new MimeBodyPart();
            text.setText(content.plainText(), UTF_8);
            MimeBodyPart html = new MimeBodyPart();
            html.setText(withPreheader(content.html(), content.subtitle()), UTF_8, "html");
            // Readers show the last alternative they understand.
            mail.setContent(new MimeMultipart("alternative", text, html));
        }
        mail.saveChanges();
        return mail;
    }

    /** {@code address} or {@code Name <address>}. */
    static InternetAddress sender(String sender) throws AddressException {
        Matcher named = NAMED.matcher(sender == null ? "" : sender);
        if (!named.matches()) {
            return recipient(sender);
        }
        InternetAddress address = recipient(named.group(2));
        try {
            address.setPersonal(oneLine(named.group(1)), UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
        return address;
    }

    static InternetAddress recipient(String value) throws AddressException {
        String address = value == null ? "" : value.strip();
        if (address.chars().anyMatch(c -> c < ' ' || c == ',' || c == ';') || address.indexOf('@') < 1) {
            throw new AddressException("Malformed address", address);
        }
        return new InternetAddress(address, true);
    }

    /** The line that inboxes show after the subject, hidden in the message itself. */
    private static String withPreheader(String html, String subtitle) {
        if (subtitle == null || subtitle.isBlank()) {
            return html;
        }
        String hidden =
                "<div style=\"display:none;max-height:0;overflow:hidden\">" + HtmlText.escape(subtitle) + "</div>";
        Matcher body = BODY.matcher(html);
        int at = body.find() ? body.end() : 0;
        return html.substring(0, at) + hidden + html.substring(at);
    }

    private static String oneLine(String text) {
        return text == null
                ? ""
                : text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }
}
