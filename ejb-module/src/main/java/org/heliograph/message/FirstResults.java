package org.heliograph.message;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.SendResult.Accepted;
import org.heliograph.channel.SendResult.Refused;
import org.heliograph.message.Drafts.Draft;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.message.internal.References;
import org.heliograph.platform.Json;
import org.heliograph.platform.PhoneNumbers;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes a broadcast's messages together with what came of handing them over for the first time. May be done twice, and for
 * the same messages by two servers, of which one took the other for dead: the first result counts, and they are marked.
 */
@Stateless
@Tenanted
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class FirstResults {

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private Refusals refusals;

    @Inject
    private Event<MessagesChanged> changed;

    private record Outcome(Draft draft, SendResult result) {

        boolean isAccepted() {
            return result instanceof Accepted;
        }

        /** 0 if the carrier did not take it. */
        int parts() {
            return result instanceof Accepted accepted ? accepted.parts() : 0;
        }

        String reference(Instant now) {
            return result instanceof Accepted accepted ? References.own(accepted, now) : null;
        }

        boolean isAmong(Set<UUID> ids) {
            return ids.contains(draft.id());
        }
    }

    /**
     * @param results one for each draft
     * @param content what a message that will be tried again says, as JSON, by its id
     */
    public void record(long accountId, Drafts drafts, List<SendResult> results, Function<UUID, String> content) {
        Map<UUID, SendResult> byMessage = new HashMap<>();
        results.forEach(result -> byMessage.put(result.messageId(), result));
        List<Outcome> outcomes = drafts.all().stream()
                .map(draft -> new Outcome(draft, byMessage.get(draft.id())))
                .toList();
        Instant now = clock.instant();
        List<Change> changes = jdbi.withHandle(handle -> {
            Set<UUID> written = insert(handle, accountId, drafts, outcomes, now);
            markKnown(handle, outcomes, written);
            References.insertOthers(handle, accountId, accepted(outcomes), written, now);
            List<Change> all = new ArrayList<>();
            outcomes.stream()
                    .filter(outcome -> outcome.isAccepted() && outcome.isAmong(written))
                    .map(outcome -> sent(drafts, outcome.draft(), now))
                    .forEach(all::add);
            all.addAll(refusals.record(handle, refused(outcomes, written), content));
            return all;
        });
        if (!changes.isEmpty()) {
            changed.fire(new MessagesChanged(Callers.get().company(), changes));
        }
    }

    private static Change sent(Drafts drafts, Draft draft, Instant now) {
        return new Change(
                draft.id(),
                drafts.broadcastId(),
                draft.recipientNo(),
                drafts.step(),
                false,
                MessageState.SENDING,
                MessageState.SENT,
                null,
                now);
    }

    /** Refused ones as being sent, which is what a refusal ends. Returns those that had not been written before. */
    private static Set<UUID> insert(Handle handle, long accountId, Drafts drafts, List<Outcome> outcomes, Instant now) {
        List<Draft> all = outcomes.stream().map(Outcome::draft).toList();
        return new HashSet<>(handle.createQuery(
                        """
                        insert into message (id, company_id, channel, sender_id, sender, account_id, contact_id, address,
                            broadcast_id, recipient_no, step, placeholders, country, state, parts, reference, repeated,
                            attempts, created_at, sent_at)
                        select id, :company, :channel, :senderId, :sender, :account, contact, address, :broadcast, no, :step,
                            placeholders::jsonb, country, case when parts > 0 then 'SENT' else 'SENDING' end,
                            greatest(parts, 1), reference, repeated, 1, :made::timestamptz,
                            case when parts > 0 then :now::timestamptz end
                        from unnest(:ids, :contacts, :addresses, :nos, :placeholders, :countries, :parts, :references,
                                    :repeated)
                             r (id, contact, address, no, placeholders, country, parts, reference, repeated)
                        on conflict (id) do nothing returning id
                        """)
                .bind("company", Callers.get().company())
                .bind("channel", drafts.sender().channel().name())
                .bind("senderId", drafts.sender().id())
                .bind("sender", drafts.sender().address())
                .bind("account", accountId)
                .bind("broadcast", drafts.broadcastId())
                .bind("step", drafts.step())
                .bind("made", drafts.made().toString())
                .bind("now", now.toString())
                .bind("ids", all.stream().map(Draft::id).toArray(UUID[]::new))
                .bind("contacts", all.stream().map(Draft::contactId).toArray(Long[]::new))
                .bind("addresses", all.stream().map(Draft::address).toArray(String[]::new))
                .bind("nos", all.stream().map(Draft::recipientNo).toArray(Integer[]::new))
                .bind(
                        "placeholders",
                        all.stream()
                                .map(draft -> draft.values().isEmpty() ? null : Json.write(draft.values()))
                                .toArray(String[]::new))
                .bind(
                        "countries",
                        all.stream()
                                .map(draft -> PhoneNumbers.findCountry(draft.address())
                                        .orElse(null))
                                .toArray(String[]::new))
                .bind("parts", outcomes.stream().map(Outcome::parts).toArray(Integer[]::new))
                .bind(
                        "references",
                        outcomes.stream().map(outcome -> outcome.reference(now)).toArray(String[]::new))
                .bind("repeated", all.stream().map(Draft::repeated).toArray(Boolean[]::new))
                .mapTo(UUID.class)
                .list());
    }

    /** Those that were handed over again, and were written meanwhile by whoever had handed them over first. */
    private static void markKnown(Handle handle, List<Outcome> outcomes, Set<UUID> written) {
        List<UUID> known = outcomes.stream()
                .filter(outcome -> !outcome.isAmong(written))
                .map(Outcome::draft)
                .filter(Draft::repeated)
                .map(Draft::id)
                .toList();
        if (!known.isEmpty()) {
            MessageSet.bind(
                            handle.createUpdate("update message m set repeated = true where " + MessageSet.AMONG),
                            known)
                    .execute();
        }
    }

    private static List<Accepted> accepted(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome::isAccepted)
                .map(outcome -> (Accepted) outcome.result())
                .toList();
    }

    private static List<Refused> refused(List<Outcome> outcomes, Set<UUID> written) {
        return outcomes.stream()
                .filter(outcome -> !outcome.isAccepted() && outcome.isAmong(written))
                .map(outcome -> (Refused) outcome.result())
                .toList();
    }
}
