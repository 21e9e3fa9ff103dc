package org.heliograph.message.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.channel.SendResult.Accepted;
import org.heliograph.platform.Ids;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;

/**
 * What carriers call our messages. Nearly all have their reference in their own row, where it is looked up by the time that
 * their id holds. The table {@code message_reference} has the others: of parts, of messages that were handed over long after
 * they were made, and of a message that two servers have handed over.
 */
public final class References {

    /**
     * Messages that a row {@code e} of {@code early_report} may be about, with {@code :since} as bound by {@link #early}. Each
     * reference is looked up in the indexes: a join would be planned as a scan of all references there have ever been.
     */
    static final String OF_EARLY_REPORT =
            """
            (select m.id as message_id, m.company_id from message m
             where m.id >= :since and m.account_id = e.account_id
               and m.reference = any(array(select jsonb_array_elements_text(e.report -> 'references')))
             union all
             select r.message_id, r.company_id from message_reference r
             where r.account_id = e.account_id
               and r.reference = any(array(select jsonb_array_elements_text(e.report -> 'references'))))
            """;

    /** Whoever is handed over later than this after it was made is found in {@code message_reference} only. */
    private static final Duration SOON = Duration.ofDays(1);

    /** Nearly all reports come within a day of the handover; the months before are looked through for the others only. */
    private static final Duration RECENT = SOON.plusDays(1);

    /** A carrier that has told nothing of a message for so long has nothing to tell any more. */
    private static final Duration LATEST = Duration.ofDays(60);

    /** The later of two messages with the same reference, which a carrier may use again, comes last. */
    private static final String FIND =
            """
            select reference, id, 1 as parts from message
            where id >= :since and account_id = :account and reference = any(:references)
            union all
            select reference, message_id, parts from message_reference
            where account_id = :account and reference = any(:references)
            order by id
            """;

    private static final String INSERT =
            """
            insert into message_reference (account_id, reference, company_id, message_id, part, parts)
            select :account, r.reference, :company, r.id, r.part, r.parts
            from unnest(:references, :ids, :numbers, :counts) r (reference, id, part, parts)
            where (select m.reference from message m where m.id = r.id and m.account_id = :account) is distinct from r.reference
            on conflict (account_id, reference, company_id) do update set message_id = excluded.message_id,
                part = excluded.part, parts = excluded.parts, state = null
            """;

    /** A message, or a part of one. */
    record Reference(String text, UUID messageId, int parts) {}

    private record Part(UUID messageId, int number, int count) {}

    private References() {}

    /** PostgreSQL stores every character but NUL, which a carrier may send all the same. */
    public static String storable(String text) {
        return text == null ? null : text.replace("\0", "");
    }

    /**
     * The reference to be kept in the message's row; null if there is none or several, or if the message is too old to be found
     * by it.
     */
    public static String own(Accepted accepted, Instant now) {
        boolean soon = Ids.timeOf(accepted.messageId()).isAfter(now.minus(SOON));
        return soon && accepted.references().size() == 1
                ? storable(accepted.references().get(0))
                : null;
    }

    /**
     * Keeps those in rows of their own that the messages' rows do not hold.
     *
     * @param written messages whose rows were just written with {@link #own}
     */
    public static void insertOthers(
            Handle handle, long accountId, List<Accepted> accepted, Set<UUID> written, Instant now) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (Accepted result : accepted) {
            if (written.contains(result.messageId()) && own(result, now) != null) {
                continue;
            }
            int count = result.references().size();
            for (int i = 0; i < count; i++) {
                parts.put(storable(result.references().get(i)), new Part(result.messageId(), i + 1, count));
            }
        }
        if (parts.isEmpty()) {
            return;
        }
        handle.createUpdate(INSERT)
                .bind("account", accountId)
                .bind("company", Callers.get().company())
                .bind("references", parts.keySet().toArray(String[]::new))
                .bind("ids", parts.values().stream().map(Part::messageId).toArray(UUID[]::new))
                .bind("numbers", parts.values().stream().map(Part::number).toArray(Integer[]::new))
                .bind("counts", parts.values().stream().map(Part::count).toArray(Integer[]::new))
                .execute();
    }

    /**
     * The message, or part, that each report is about; none for those that are not known, or not yet.
     *
     * @param spellings by report, those of its references that are looked for
     */
    static Map<Report, Reference> find(
            Handle handle, long accountId, Map<Report, List<String>> spellings, Instant now) {
        Map<Report, Reference> found = new IdentityHashMap<>();
        find(handle, accountId, spellings, now.minus(RECENT), found);
        Map<Report, List<String>> others = new IdentityHashMap<>(spellings);
        others.keySet().removeAll(found.keySet());
        find(handle, accountId, others, now.minus(LATEST), found);
        return found;
    }

    private static void find(
            Handle handle,
            long accountId,
            Map<Report, List<String>> spellings,
            Instant since,
            Map<Report, Reference> found) {
        if (spellings.isEmpty()) {
            return;
        }
        Map<String, Reference> known = new HashMap<>();
        handle.createQuery(FIND)
                .bind("since", Ids.lowest(since))
                .bind("account", accountId)
                .bind(
                        "references",
                        spellings.values().stream()
                                .flatMap(List::stream)
                                .distinct()
                                .toArray(String[]::new))
                .map((row, context) -> new Reference(row.getString(1), row.getObject(2, UUID.class), row.getInt(3)))
                .forEach(reference -> known.put(reference.text(), reference));
        spellings.forEach((report, texts) -> texts.stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(reference -> found.put(report, reference)));
    }

    /** The value of {@code :since} in {@link #OF_EARLY_REPORT}. */
    static UUID early(Instant now) {
        return Ids.lowest(now.minus(RECENT));
    }
}
