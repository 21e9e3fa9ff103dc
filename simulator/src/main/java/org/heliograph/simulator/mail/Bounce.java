package org.heliograph.simulator.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;

/**
 * A delivery status notification (RFC 3464) about one recipient.
 *
 * @param envelopeSender whom it goes to
 * @param status enhanced status code (RFC 3463) such as 5.1.1
 * @param diagnostic what the far end is said to have answered
 */
record Bounce(
        String envelopeSender, String recipient, String status, String diagnostic, ReceivedMail mail, Instant at) {

    private static final String HOST = "mx.simulator.invalid";

    MimeMessage message() throws MessagingException {
        MimeMultipart report = new MimeMultipart("report; report-type=delivery-status");
        MimeBodyPart explanation = new MimeBodyPart();
        explanation.setText(
                "This is the mail system at " + HOST + ".\r\n\r\nYour message could not be delivered to <" + recipient
                        + ">:\r\n\r\n    " + diagnostic + "\r\n",
                "us-ascii");
        report.addBodyPart(explanation);
        report.addBodyPart(part(deliveryStatus(), "message/delivery-status"));
        report.addBodyPart(part(mail.headers(), "text/rfc822-headers"));
        MimeMessage message = OutgoingMail.blank();
        message.setFrom(new InternetAddress("MAILER-DAEMON@" + HOST));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(envelopeSender));
        message.setSubject("Undelivered Mail Returned to Sender");
        message.setHeader("Auto-Submitted", "auto-replied");
        message.setSentDate(Date.from(at));
        message.setContent(report);
        message.saveChanges();
        return message;
    }

    private String deliveryStatus() {
        String arrival = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
        return "Reporting-MTA: dns; " + HOST + "\r\nArrival-Date: " + arrival
                + "\r\n\r\nFinal-Recipient: rfc822; " + recipient + "\r\nOriginal-Recipient: rfc822;" + recipient
                + "\r\nAction: failed\r\nStatus: " + status + "\r\nDiagnostic-Code: smtp; " + diagnostic + "\r\n";
    }

    private static MimeBodyPart part(String text, String type) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(text.getBytes(StandardCharsets.UTF_8), type)));
        part.setHeader("Content-Type", type);
        part.setHeader("Content-Transfer-Encoding", "7bit");
        return part;
    }
}
