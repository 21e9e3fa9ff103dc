package org.heliograph.contact;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.heliograph.channel.Channel;
import org.heliograph.contact.ConsentPolicy.OptIn;
import org.heliograph.contact.internal.ConsentLog;
import org.heliograph.contact.internal.ConsentPolicies;
import org.heliograph.contact.internal.ConsentWords;
import org.heliograph.contact.internal.ConsentWords.Match;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Who does not want messages from which channel or sender, as contacts say it themselves. Every change goes to the consent
 * log, with the message that proves it.
 */
@Stateless
@Tenanted
public class ConsentService {

    /** Said again, it holds against all that was written before the last time. Tells whether it was said for the first time. */
    private static final String OPT_OUT =
            """
            insert into opt_out as o (company_id, contact_id, channel, sender_id, created_at)
            values (:company, :contact, :channel, :sender, :at::timestamptz)
            on conflict (contact_id, channel, sender_id)
                do update set created_at = greatest(o.created_at, excluded.created_at)
            returning xmax = 0
            """;

    @Inject
    private Jdbi jdbi;

    @Inject
    private ConsentWords words;

    @Inject
    private ConsentPolicies policies;

    @Inject
    private ConsentLog log;

    /**
     * What a contact wrote.
     *
     * @param at when; messages may be heard in another order
     */
    public record Inbound(long contactId, Channel channel, long senderId, String text, String messageId, Instant at) {}

    /**
     * Opts the contact out if the whole message is an opt-out word of the channel or sender; opts it back in if it is an
     * opt-in word, or, where the company lets any message do that, if it is no other word of anything. It lifts only
     * what was opted out of before it was written. A word that asks for help changes nothing.
     *
     * @return the text that answers the contact; empty if nothing changed, or the company answers nothing
     */
    public Optional<String> heard(Inbound inbound) {
        return jdbi.withHandle(handle -> {
            String word = ConsentWords.normalize(inbound.text());
            Optional<Match> match = words.find(handle, inbound.channel(), inbound.senderId(), word);
            if (match.isEmpty()) {
                return optsInByAnything(handle, word) ? optIn(handle, inbound) : Optional.empty();
            }
            return switch (match.get().meaning()) {
                case OPT_OUT -> optOut(handle, inbound, match.get().senderId());
                case OPT_IN -> optIn(handle, inbound);
                case HELP -> Optional.ofNullable(policies.get().helpText());
            };
        });
    }

    private boolean optsInByAnything(Handle handle, String word) {
        return policies.get().optIn() == OptIn.ANY_MESSAGE && !words.meansSomethingElse(handle, word);
    }

    private Optional<String> optOut(Handle handle, Inbound inbound, Long senderId) {
        boolean added = handle.createQuery(OPT_OUT)
                .bind("company", Callers.get().company())
                .bind("contact", inbound.contactId())
                .bind("channel", inbound.channel().name())
                .bind("sender", senderId)
                .bind("at", inbound.at().toString())
                .mapTo(Boolean.class)
                .one();
        if (!added) {
            return Optional.empty();
        }
        log(handle, inbound, senderId, true);
        return Optional.ofNullable(policies.get().optOutText());
    }

    private Optional<String> optIn(Handle handle, Inbound inbound) {
        List<Lifted> lifted = handle.createQuery(
                        "delete from opt_out where contact_id = :contact and channel = :channel"
                                + " and (sender_id is null or sender_id = :sender) and created_at < :at::timestamptz"
                                + " returning sender_id")
                .bind("contact", inbound.contactId())
                .bind("channel", inbound.channel().name())
                .bind("sender", inbound.senderId())
                .bind("at", inbound.at().toString())
                .map((row, context) -> new Lifted(row.getObject(1, Long.class)))
                .list();
        lifted.forEach(optOut -> log(handle, inbound, optOut.senderId(), false));
        return lifted.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(policies.get().optInText());
    }

    /** @param senderId null: the opt-out was from the whole channel */
    private record Lifted(Long senderId) {}

    private void log(Handle handle, Inbound inbound, Long senderId, boolean optedOut) {
        log.add(
                handle,
                new ConsentLog.Entry(
                        inbound.contactId(),
                        inbound.channel(),
                        senderId,
                        optedOut,
                        inbound.text(),
                        inbound.messageId()));
    }
}
