package org.heliograph.contact;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import org.heliograph.channel.Channel;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Who does not want messages from which channel or sender. Every change goes to the consent log, with its source and
 * proof.
 */
@Stateless
@Tenanted
public class ConsentService {

    /** Words that opt out on every channel of every company, in English and Spanish, as they are compared. */
    static final Set<String> COMMON_WORDS = Set.of(
            "stop",
            "stopall",
            "stop all",
            "end",
            "quit",
            "cancel",
            "unsubscribe",
            "revoke",
            "optout",
            "opt out",
            "baja",
            "alto",
            "parar",
            "cancelar",
            "salir");

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** What a contact wrote. */
    public record Inbound(long contactId, Channel channel, long senderId, String text, String messageId) {}

    /**
     * Opts the contact out if the whole message is an opt-out word of the channel or sender, and back in with any other
     * message.
     */
    public void heard(Inbound inbound) {
        String word = normalize(inbound.text());
        jdbi.useHandle(handle -> {
            if (COMMON_WORDS.contains(word)) {
                optOut(handle, inbound, inbound.senderId());
                return;
            }
            handle.createQuery("select sender_id from opt_out_word where company_id = :company and channel = :channel"
                            + " and normalized = :word and (sender_id is null or sender_id = :sender)"
                            + " and effective_from <= :now::timestamptz"
                            + " and (effective_till is null or effective_till > :now::timestamptz)"
                            + " order by sender_id nulls first limit 1")
                    .bind("company", Callers.get().company())
                    .bind("channel", inbound.channel().name())
                    .bind("word", word)
                    .bind("sender", inbound.senderId())
                    .bind("now", clock.instant().toString())
                    .map((row, context) -> new Scope(row.getObject(1, Long.class)))
                    .findFirst()
                    .ifPresentOrElse(scope -> optOut(handle, inbound, scope.senderId()), () -> optIn(handle, inbound));
        });
    }

    /** @param senderId null: the word is for the whole channel */
    private record Scope(Long senderId) {}

    private void optOut(Handle handle, Inbound inbound, Long senderId) {
        int added = handle.createUpdate("insert into opt_out (company_id, contact_id, channel, sender_id, created_at)"
                        + " values (:company, :contact, :channel, :sender, :now::timestamptz) on conflict do nothing")
                .bind("company", Callers.get().company())
                .bind("contact", inbound.contactId())
                .bind("channel", inbound.channel().name())
                .bind("sender", senderId)
                .bind("now", clock.instant().toString())
                .execute();
        if (added > 0) {
            log(handle, inbound, senderId, true);
        }
    }

    private void optIn(Handle handle, Inbound inbound) {
        int lifted = handle.createUpdate("delete from opt_out where contact_id = :contact and channel = :channel"
                        + " and (sender_id is null or sender_id = :sender)")
                .bind("contact", inbound.contactId())
                .bind("channel", inbound.channel().name())
                .bind("sender", inbound.senderId())
                .execute();
        if (lifted > 0) {
            log(handle, inbound, inbound.senderId(), false);
        }
    }

    private void log(Handle handle, Inbound inbound, Long senderId, boolean optedOut) {
        handle.createUpdate(
                        "insert into consent_log (company_id, contact_id, channel, sender_id, opted_out, source, proof,"
                                + " at) values (:company, :contact, :channel, :sender, :optedOut, 'INBOUND_MESSAGE', :proof,"
                                + " :now::timestamptz)")
                .bind("company", Callers.get().company())
                .bind("contact", inbound.contactId())
                .bind("channel", inbound.channel().name())
                .bind("sender", senderId)
                .bind("optedOut", optedOut)
                .bind("proof", inbound.messageId())
                .bind("now", clock.instant().toString())
                .execute();
    }

    /** The whole message, trimmed, without case, accents and punctuation, with single spaces. */
    static String normalize(String text) {
        String plain = Normalizer.normalize(text == null ? "" : text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
        return plain.replaceAll("[^\\p{L}\\p{N}]+", " ").trim();
    }
}
