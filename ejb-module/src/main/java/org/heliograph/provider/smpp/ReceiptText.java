package org.heliograph.provider.smpp;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heliograph.channel.ProviderEvent.Status;

/**
 * The text of a receipt, SMPP 3.4 appendix B: {@code id:… sub:… dlvrd:… submit date:… done date:… stat:… err:… text:…}.
 * SMSCs change case, order, spacing and names; the first of each field counts.
 */
record ReceiptText(Map<String, String> fields) {

    private static final Pattern FIELD = Pattern.compile(
            "(?i)(?<![\\p{Alnum}_])(message[ _]?id|id|sub|dlvrd|submit[ _]?date|done[ _]?date|status|stat|error|err|text)"
                    + "\\s?[:=]\\s?([^\\s,;]*)");

    static ReceiptText parse(String text) {
        Map<String, String> fields = new HashMap<>();
        Matcher matcher = FIELD.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1).toLowerCase(Locale.ROOT).replaceAll("[ _]", "");
            name = switch (name) {
                case "messageid" -> "id";
                case "status" -> "stat";
                case "error" -> "err";
                default -> name;
            };
            fields.putIfAbsent(name, matcher.group(2));
        }
        return new ReceiptText(fields);
    }

    /** The id as written, null if there is none. */
    String id() {
        String id = fields.get("id");
        return id == null || id.isBlank() ? null : id;
    }

    Status status() {
        return status(fields.getOrDefault("stat", ""));
    }

    /** The error code, null if there is none or it is zero. */
    String error() {
        String error = fields.getOrDefault("err", "");
        return error.isEmpty() || error.chars().allMatch(c -> c == '0') ? null : error;
    }

    /** When the message came to its end, by a clock of the given zone; null if it is not told in a known form. */
    Instant doneAt(ZoneId zone) {
        String date = fields.getOrDefault("donedate", "");
        boolean digits = date.chars().allMatch(c -> c >= '0' && c <= '9');
        String full = date.length() == 14 || date.length() < 10 ? date : "20" + date;
        if (!digits || full.length() < 12) {
            return null;
        }
        try {
            return LocalDateTime.of(
                            Integer.parseInt(full.substring(0, 4)),
                            Integer.parseInt(full.substring(4, 6)),
                            Integer.parseInt(full.substring(6, 8)),
                            Integer.parseInt(full.substring(8, 10)),
                            Integer.parseInt(full.substring(10, 12)),
                            full.length() >= 14 ? Integer.parseInt(full.substring(12, 14)) : 0)
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeException ignored) {
            return null;
        }
    }

    /** A word such as {@code DELIVRD}, in any case and length. */
    static Status status(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        String stem = upper.substring(0, Math.min(5, upper.length()));
        return switch (stem) {
            case "DELIV" -> Status.DELIVERED;
            case "EXPIR" -> Status.EXPIRED;
            case "UNDEL", "DELET", "FAILE" -> Status.UNDELIVERED;
            case "REJEC", "SKIPP" -> Status.REJECTED;
            case "ACCEP", "ENROU", "BUFFE", "SCHED" -> Status.ACCEPTED;
            default -> Status.UNKNOWN;
        };
    }

    /** A message_state, SMPP 3.4 section 5.2.28 and SMPP 5.0. */
    static Status status(int messageState) {
        return switch (messageState) {
            case 0, 1, 6 -> Status.ACCEPTED;
            case 2 -> Status.DELIVERED;
            case 3 -> Status.EXPIRED;
            case 4, 5 -> Status.UNDELIVERED;
            case 8, 9 -> Status.REJECTED;
            default -> Status.UNKNOWN;
        };
    }
}
