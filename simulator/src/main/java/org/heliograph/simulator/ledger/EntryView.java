package org.heliograph.simulator.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.heliograph.simulator.behaviour.Channel;

/**
 * A ledger entry as the REST API shows it.
 *
 * @param seq position in the ledger, ascending from 1 and never used again; the key for paging
 * @param carrierId the id the carrier gave (SMS: of the first part received)
 * @param clientId the id the sender gave (RCS message id, e-mail Message-ID, SMS user_message_reference), or null
 * @param account system id, agent or envelope sender that sent it
 * @param duplicates submits that repeated this very message (same part of the same reference, same client id)
 * @param text null once the ledger has let go of the content
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryView(
        long seq,
        Channel channel,
        Status status,
        String carrierId,
        String clientId,
        String account,
        String sender,
        String recipient,
        int parts,
        int partsReceived,
        int duplicates,
        Instant receivedAt,
        Instant reportedAt,
        String subject,
        String text,
        String html,
        @JsonRawValue String payload) {

    /** Without what is long: the HTML body and the rich payload. */
    static EntryView brief(Entry entry) {
        return of(entry, false);
    }

    static EntryView full(Entry entry) {
        return of(entry, true);
    }

    private static EntryView of(Entry entry, boolean full) {
        Content content = entry.content == null ? Content.text(null) : entry.content;
        return new EntryView(
                entry.seq,
                entry.channel,
                entry.status,
                entry.carrierId,
                entry.clientId,
                entry.account,
                entry.sender,
                entry.recipient,
                entry.parts,
                entry.partsReceived,
                entry.duplicates,
                Instant.ofEpochMilli(entry.receivedAt),
                entry.reportedAt == 0 ? null : Instant.ofEpochMilli(entry.reportedAt),
                content.subject(),
                content.text(),
                full ? content.html() : null,
                full ? content.payload() : null);
    }
}
