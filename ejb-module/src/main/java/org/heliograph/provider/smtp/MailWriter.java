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
import java.net.IDN;
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
    private static final Pattern BODY = Pattern.compile("(?i)<body\\b");
    /** What {@link IDN}, which follows RFC 3490, replaces or drops: RFC 5891 knows these as other domains. */
    private static final Pattern OTHERWISE_IN_2003 = Pattern.compile("[ßς\\u200C\\u200D]");

    private MailWriter() {}

    /** @throws AddressException if an address is malformed or beyond ASCII in its local part; its reference is the address */
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

    /**
     * As every server takes it (RFC 5321, section 4.1.2): the domain in ASCII (RFC 5891). A local part that is not ASCII
     * (RFC 6531) is refused, since commands are written with one byte a character and would name another mailbox.
     */
    static InternetAddress recipient(String value) throws AddressException {
        String address = value == null ? "" : value.strip();
        int at = address.lastIndexOf('@');
        if (at < 1
                || address.chars().anyMatch(c -> c < ' ' || c == ',' || c == ';')
                || !isAscii(address.substring(0, at))) {
            throw new AddressException("Malformed address", address);
        }
        String domain = address.substring(at + 1);
        if (isAscii(domain)) {
            return new InternetAddress(address, true);
        }
        try {
            return new InternetAddress(address.substring(0, at + 1) + asciiDomain(domain), true);
        } catch (IllegalArgumentException e) {
            throw new AddressException(e.getMessage(), address);
        }
    }

    private static String asciiDomain(String domain) {
        if (OTHERWISE_IN_2003.matcher(domain).find()) {
            throw new IllegalArgumentException("The domain has two meanings");
        }
        return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** The line that inboxes show after the subject, hidden in the message itself. */
    private static String withPreheader(String html, String subtitle) {
        if (subtitle == null || subtitle.isBlank()) {
            return html;
        }
        String hidden =
                "<div style=\"display:none;max-height:0;overflow:hidden\">" + HtmlText.escape(subtitle) + "</div>";
        Matcher body = BODY.matcher(html);
        int at = body.find() ? html.indexOf('>', body.end()) + 1 : 0;
        return html.substring(0, at) + hidden + html.substring(at);
    }

    private static String oneLine(String text) {
        return text == null
                ? ""
                : text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }
}
