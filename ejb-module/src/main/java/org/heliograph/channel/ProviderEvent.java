package org.heliograph.channel;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/** News from a carrier. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ProviderEvent.Report.class, name = "report"),
    @JsonSubTypes.Type(value = ProviderEvent.Inbound.class, name = "inbound")
})
public sealed interface ProviderEvent {

    /**
     * A delivery report (DLR).
     *
     * @param references the carrier's id in every spelling it may have been submitted under (see {@link
     *     SendResult.Accepted#references()}); the first that is known wins
     * @param errorCode the carrier's code, null if none
     * @param at when it happened by the carrier's clock, or when it arrived; a number in JSON, of which many are read
     */
    record Report(
            List<String> references,
            Status status,
            String errorCode,
            @JsonFormat(shape = JsonFormat.Shape.NUMBER) Instant at)
            implements ProviderEvent {}

    /**
     * A message from a contact (MO).
     *
     * @param from the contact's address: E.164 with {@code +}, or an e-mail address; a number without {@code +} is one that
     *     the carrier does not call international, national or a short code
     * @param to the sender ID it was sent to, as the carrier spells it
     * @param text what was written, or the text of the tapped suggestion; that of a part may hold {@link TornCharacters}
     * @param postback data of a tapped suggestion, null otherwise
     * @param carrierId the carrier's id of this message, by which repetitions are recognised; null if it gives none
     * @param part which part of a long message this is; null if it is whole
     */
    record Inbound(String from, String to, String text, String postback, String carrierId, Instant at, Part part)
            implements ProviderEvent {

        public Inbound withFrom(String address) {
            return new Inbound(address, to, text, postback, carrierId, at, part);
        }

        public Inbound withCarrierId(String id) {
            return new Inbound(from, to, text, postback, id, at, part);
        }
    }

    /**
     * A part of a long message from a contact. Parts belong together that have addresses, reference and total in common.
     *
     * @param total 2 to 255
     * @param number from 1
     */
    record Part(int reference, int total, int number) {}

    /** What became of a message. ACCEPTED and UNKNOWN are intermediate and change nothing but the log. */
    enum Status {
        ACCEPTED,
        DELIVERED,
        DISPLAYED,
        UNDELIVERED,
        EXPIRED,
        REJECTED,
        UNKNOWN
    }
}
