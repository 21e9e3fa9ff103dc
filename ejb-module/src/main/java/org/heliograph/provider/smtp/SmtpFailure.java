package org.heliograph.provider.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heliograph.channel.Failure;
import org.heliograph.channel.SendResult;

/**
 * What a refusal means: the enhanced status code (RFC 3463) if the server gives one, else its reply code (RFC 5321).
 *
 * @param code both, for example {@code 550 5.1.1}; a word if the server said nothing
 */
record SmtpFailure(Failure failure, String code) {

    private static final Pattern REPLY =
            Pattern.compile("(?m)^\\s*([245]\\d\\d)[ -](?:([245]\\.\\d{1,3}\\.\\d{1,3})\\b)?");

    /** Words in which servers ask to slow down; there is no code of its own for it but 4.7.28. */
    private static final Pattern TOO_MUCH =
            Pattern.compile("(?i)\\b(?:too (?:many|much|fast)|slow down|throttl|rate limit|flood)|\\b4\\.7\\.28\\b");

    /** Of the recipient's mailbox, which says nothing of other recipients. */
    private static final String MAILBOX = "4.2.";

    /** Servers count by the minute. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    SendResult.Refused of(UUID messageId) {
        return new SendResult.Refused(messageId, failure, code, failure == Failure.THROTTLED ? PAUSE : null);
    }

    /** @param connecting whether it happened before the message was begun */
    static SmtpFailure of(MessagingException problem, boolean connecting) {
        for (Exception e = problem; e != null; e = next(e)) {
            Matcher reply = REPLY.matcher(e.getMessage() == null ? "" : e.getMessage());
            if (reply.find() && reply.group(1).charAt(0) != '2') {
                return reply(Integer.parseInt(reply.group(1)), reply.group(2), e.getMessage(), connecting);
            }
        }
        if (problem instanceof AuthenticationFailedException) {
            return new SmtpFailure(Failure.ACCOUNT_REFUSED, "login");
        }
        return connecting
                ? new SmtpFailure(Failure.UNREACHABLE, "connect")
                : new SmtpFailure(Failure.NO_RESPONSE, "connection");
    }

    private static SmtpFailure reply(int code, String enhanced, String text, boolean connecting) {
        String both = enhanced == null ? Integer.toString(code) : code + " " + enhanced;
        if (code < 500) {
            return new SmtpFailure(forNow(enhanced, text), both);
        }
        boolean login = code == 530 || code == 534 || code == 535 || code == 538;
        if (connecting || login) {
            return new SmtpFailure(Failure.ACCOUNT_REFUSED, both);
        }
        return new SmtpFailure(enhanced == null ? byReply(code) : byStatus(enhanced), both);
    }

    private static Failure forNow(String enhanced, String text) {
        boolean mailbox = enhanced != null && enhanced.startsWith(MAILBOX);
        return !mailbox && TOO_MUCH.matcher(text).find() ? Failure.THROTTLED : Failure.CARRIER_ERROR;
    }

    private static Failure byStatus(String enhanced) {
        return switch (enhanced) {
            case "5.1.7", "5.1.8" -> Failure.INVALID_SENDER;
            case "5.2.3", "5.3.4" -> Failure.INVALID_CONTENT;
            case "5.7.8", "5.7.9", "5.7.14" -> Failure.ACCOUNT_REFUSED;
            default ->
                switch (enhanced.substring(0, 3)) {
                    case "5.1", "5.2" -> Failure.INVALID_RECIPIENT;
                    case "5.6" -> Failure.INVALID_CONTENT;
                    default -> Failure.REJECTED;
                };
        };
    }

    private static Failure byReply(int code) {
        return switch (code) {
            case 550, 551, 553 -> Failure.INVALID_RECIPIENT;
            case 552 -> Failure.INVALID_CONTENT;
            default -> Failure.REJECTED;
        };
    }

    private static Exception next(Exception e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : null;
    }
}
