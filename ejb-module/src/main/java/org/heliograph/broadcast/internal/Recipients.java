package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.heliograph.broadcast.internal.ChunkClaims.Work;
import org.heliograph.broadcast.internal.DueRecipients.Due;
import org.heliograph.channel.Sender;
import org.heliograph.message.FrequencyCaps;
import org.heliograph.platform.Ids;
import org.heliograph.platform.Json;
import org.heliograph.platform.PhoneNumbers;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Claims a chunk's recipients and gives each a message, in three statements whatever their number. */
@ApplicationScoped
class Recipients {

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private DueRecipients due;

    @Inject
    private RecipientZones zones;

    @Inject
    private FrequencyCaps caps;

    /** A recipient to send to, whose message has this id. */
    record ClaimedRecipient(UUID messageId, Due recipient) {
        int no() {
            return recipient.no();
        }

        String address() {
            return recipient.address();
        }

        Map<String, String> values() {
            return recipient.values();
        }
    }

    /**
     * What became of the recipients.
     *
     * @param skipped who cannot be reached on the step's channel, by number, with the reason
     * @param held who may not be written to before a moment
     */
    record Claim(
            List<ClaimedRecipient> claimed, SortedMap<Integer, String> skipped, Map<Instant, List<Integer>> held) {}

    Claim claim(Work work, List<String> names) {
        return jdbi.withHandle(handle -> {
            List<Due> fresh = new ArrayList<>();
            List<ClaimedRecipient> claimed = new ArrayList<>();
            SortedMap<Integer, String> skipped = new TreeMap<>();
            Map<Instant, List<Integer>> held = new TreeMap<>();
            Instant now = clock.instant();
            RecipientZones.Moments moments = zones.moments(handle, work, now);
            for (Due one : due.list(handle, work, names)) {
                Instant moment = moments.of(one.no(), one.phone());
                String obstacle = moment == null ? "NO_SEND_WINDOW" : one.obstacle();
                if (obstacle == null && moment.isAfter(now)) {
                    held.computeIfAbsent(moment, m -> new ArrayList<>()).add(one.no());
                } else if (one.messageId() != null) {
                    claimed.add(new ClaimedRecipient(one.messageId(), one));
                } else if (obstacle != null) {
                    skipped.put(one.no(), obstacle);
                } else {
                    fresh.add(one);
                }
            }
            repeat(handle, claimed);
            Set<Long> capped = capped(work, fresh, now);
            fresh.stream()
                    .filter(one -> capped.contains(one.contactId()))
                    .forEach(one -> skipped.put(one.no(), "FREQUENCY_CAP"));
            claimed.addAll(give(
                    handle,
                    work,
                    fresh.stream()
                            .filter(one -> !capped.contains(one.contactId()))
                            .map(one -> new ClaimedRecipient(Ids.next(), one))
                            .toList()));
            return new Claim(claimed, skipped, held);
        });
    }

    /** Contacts who have had as many messages as the company allows. */
    private Set<Long> capped(Work work, List<Due> fresh, Instant now) {
        return caps.reserve(
                work.step().channel(),
                fresh.stream().map(Due::contactId).toList(),
                work.broadcast().rules().ignoresCap(),
                now);
    }

    /** Gives recipients their messages; returns those who had not been aborted since. */
    private List<ClaimedRecipient> give(Handle handle, Work work, List<ClaimedRecipient> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        Set<Integer> waiting = new HashSet<>(handle.createQuery(
                        "update recipient set state = 'WAITING', message_id = (:ids)[width_bucket(no, :nos)]"
                                + " where broadcast_id = :broadcast and no = any(:nos)"
                                + " and state = 'PENDING' and step = :step returning no")
                .bind("broadcast", work.broadcast().id())
                .bind("step", work.chunk().step())
                .bind("nos", wanted.stream().map(ClaimedRecipient::no).toArray(Integer[]::new))
                .bind("ids", wanted.stream().map(ClaimedRecipient::messageId).toArray(UUID[]::new))
                .mapTo(Integer.class)
                .list());
        List<ClaimedRecipient> given =
                wanted.stream().filter(one -> waiting.contains(one.no())).toList();
        insertMessages(handle, work, given);
        return given;
    }

    private void insertMessages(Handle handle, Work work, List<ClaimedRecipient> claimed) {
        Sender sender = work.sender();
        handle.createUpdate("insert into message (id, company_id, channel, sender_id, sender, contact_id, address,"
                        + " broadcast_id, recipient_no, step, placeholders, state, attempts, country, created_at)"
                        + " select id, :company, :channel, :senderId, :sender, contact, address, :broadcast, no, :step,"
                        + " placeholders::jsonb, 'SENDING', 1, country, :now::timestamptz"
                        + " from unnest(:ids, :contacts, :addresses, :nos, :placeholders, :countries)"
                        + " r (id, contact, address, no, placeholders, country)")
                .bind("company", Callers.get().company())
                .bind("channel", sender.channel().name())
                .bind("senderId", sender.id())
                .bind("sender", sender.address())
                .bind("broadcast", work.broadcast().id())
                .bind("step", work.chunk().step())
                .bind("now", clock.instant().toString())
                .bind("ids", claimed.stream().map(ClaimedRecipient::messageId).toArray(UUID[]::new))
                .bind(
                        "contacts",
                        claimed.stream().map(one -> one.recipient().contactId()).toArray(Long[]::new))
                .bind(
                        "addresses",
                        claimed.stream().map(ClaimedRecipient::address).toArray(String[]::new))
                .bind("nos", claimed.stream().map(ClaimedRecipient::no).toArray(Integer[]::new))
                .bind(
                        "placeholders",
                        claimed.stream()
                                .map(one -> one.values().isEmpty() ? null : Json.write(one.values()))
                                .toArray(String[]::new))
                .bind(
                        "countries",
                        claimed.stream()
                                .map(one ->
                                        PhoneNumbers.findCountry(one.address()).orElse(null))
                                .toArray(String[]::new))
                .execute();
    }

    /** Whether the first time succeeded nobody knows, so it is done again and said so. */
    private static void repeat(Handle handle, List<ClaimedRecipient> again) {
        if (again.isEmpty()) {
            return;
        }
        handle.createUpdate("update message set repeated = true, attempts = attempts + 1"
                        + " where id = any(:ids) and state = 'SENDING'")
                .bind("ids", again.stream().map(ClaimedRecipient::messageId).toArray(UUID[]::new))
                .execute();
    }
}
