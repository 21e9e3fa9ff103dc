package org.heliograph.provider.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.channel.ProviderEvent.Status;

/**
 * What a delivery status notification says (RFC 3464).
 *
 * @param action failed, delayed, delivered, relayed or expanded
 * @param status enhanced status code such as {@code 5.1.1}, empty if there is none
 */
record DeliveryStatus(String action, String status) {

    private static final int MAX_DEPTH = 5;
    private static final Pattern ACTION = Pattern.compile("(?im)^Action:\\s*([a-z]+)");
    private static final Pattern STATUS = Pattern.compile("(?im)^Status:\\s*([245]\\.\\d{1,3}\\.\\d{1,3})");

    /** Empty if the mail is no such notification, for example an out-of-office reply. */
    static Optional<DeliveryStatus> read(byte[] mail) {
        try {
            Session session = Session.getInstance(new Properties());
            return find(new MimeMessage(session, new ByteArrayInputStream(mail)), 0);
        } catch (MessagingException | IOException ignored) {
            return Optional.empty();
        }
    }

    /** A failure is hard (5.x.x) or given up (4.x.x), both final; a delay changes nothing yet. */
    Report report(UUID message, Instant at) {
        Status outcome =
                switch (action) {
                    case "failed" -> Status.UNDELIVERED;
                    case "delivered" -> Status.DELIVERED;
                    default -> Status.ACCEPTED;
                };
        String code = outcome == Status.DELIVERED || status.isEmpty() ? null : status;
        return new Report(List.of(message.toString()), outcome, code, at);
    }

    private static Optional<DeliveryStatus> find(Part part, int depth) throws MessagingException, IOException {
        if (part.isMimeType("message/delivery-status") || part.isMimeType("message/global-delivery-status")) {
            return parse(new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        if (part.isMimeType("multipart/*") && depth < MAX_DEPTH) {
            MimeMultipart parts = new MimeMultipart(part.getDataHandler().getDataSource());
            for (int i = 0; i < parts.getCount(); i++) {
                Optional<DeliveryStatus> found = find(parts.getBodyPart(i), depth + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<DeliveryStatus> parse(String fields) {
        Matcher action = ACTION.matcher(fields);
        Matcher status = STATUS.matcher(fields);
        if (!action.find()) {
            return Optional.empty();
        }
        return Optional.of(
                new DeliveryStatus(action.group(1).toLowerCase(Locale.ROOT), status.find() ? status.group(1) : ""));
    }
}
