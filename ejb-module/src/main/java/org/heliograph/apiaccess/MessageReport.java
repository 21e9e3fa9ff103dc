package org.heliograph.apiaccess;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.heliograph.message.MessageStatus;

/**
 * How a message stands: the answer to {@code GET /messages/{id}}, and what is sent to webhooks. Times are ISO 8601 in UTC, to the millisecond; those that have not come are absent.
 *
 * @param failure the cause in our words, the same on every channel
 * @param errorCode the carrier's own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageReport(
        UUID id,
        int channel,
        String sender,
        String contact,
        String status,
        String failure,
        String errorCode,
        int parts,
        boolean repeated,
        Instant createdAt,
        Instant sentAt,
        Instant deliveredAt,
        Instant seenAt) {

    public static MessageReport of(MessageStatus message) {
        return new MessageReport(
                message.id(),
                message.channel().number(),
                message.sender(),
                message.recipient(),
                message.state().name().toLowerCase(Locale.ROOT),
                message.failure() == null ? null : message.failure().toLowerCase(Locale.ROOT),
                message.errorCode(),
                message.parts(),
                message.repeated(),
                millis(message.createdAt()),
                millis(message.sentAt()),
                millis(message.deliveredAt()),
                millis(message.seenAt()));
    }

    private static Instant millis(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }
}
