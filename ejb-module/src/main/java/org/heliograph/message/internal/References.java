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
 * What carriers call our messages. A message of one part has its reference in its own row; parts have rows of their own in
 * {@code message_reference}.
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

    /** Reports are kept for a day, and a message was made within a day of its carrier's answer. */
    private static final Duration EARLY = Duration.ofDays(2);

    /** Nearly all reports come within this time; the months before are looked through for the others only. */
    private static final Duration RECENT = Duration.ofDays(2);

    /** A carrier that has told nothing of a message for so long has nothing to tell any more. */
    private static final Duration LATEST = Duration.ofDays(60);

    /** The later of two messages with the same reference, which a carrier may use again, comes last. */
    private static final String IN_MESSAGES =
            "select reference, id, 1 as parts from message where id >= :since and account_id = :account"
                    + " and reference = any(:references)";

    private static final String IN_ROWS = "select reference, message_id as id, parts from message_reference"
            + " where account_id = :account and reference = any(:references)";

    /** A message, or a part of one. */
    record Reference(String text, UUID messageId, int parts) {}

    private record Part(UUID messageId, int number, int count) {}

    private References() {}

    /** PostgreSQL stores every character but NUL, which a carrier may send all the same. */
    public static String storable(String text) {
        return text == null ? null : text.replace("\0", "");
    }

    /** The reference to be kept in the message's row; null if there is none, or several. */
    public static String own(Accepted accepted) {
        return accepted.references().size() == 1
                ? storable(accepted.references().get(0))
                : null;
    }

    /**
     * Keeps those in rows of their own that the messages' rows do not hold: references of parts, and of a message that
     * somebody else has handed over too.
     *
     * @param written messages whose rows were written with {@link #own}
     */
    public static void insertOthers(Handle handle, long accountId, List<Accepted> accepted, Set<UUID> written) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (Accepted result : accepted) {
            int count = result.parts() == 1 && written.contains(result.messageId())
                    ? 0
                    : result.references().size();
            for (int i = 0; i < count; i++) {
                parts.put(storable(result.references().get(i)), new Part(result.messageId(), i + 1, count));
            }
        }
        if (parts.isEmpty()) {
            return;
        }
        handle.createUpdate("insert into message_reference (account_id, reference, company_id, message_id, part, parts)"
                        + " select :account, r.reference, :company, r.id, r.part, r.parts"
                        + " from unnest(:references, :ids, :numbers, :counts) r (reference, id, part, parts)"
                        + " on conflict (account_id, reference, company_id) do update set message_id = excluded.message_id,"
                        + " part = excluded.part, parts = excluded.parts, state = null")
                .bind("account", accountId)
                .bind("company", Callers.get().company())
                .bind("references", parts.keySet().toArray(String[]::new))
                .bind("ids", parts.values().stream().map(Part::messageId).toArray(UUID[]::new))
                .bind("numbers", parts.values().stream().map(Part::number).toArray(Integer[]::new))
                .bind("counts", parts.values().stream().map(Part::count).toArray(Integer[]::new))
                .execute();
    }

    /** The message, or part, that each report is about; none for those that are not known, or not yet. */
    static Map<Report, Reference> find(Handle handle, long accountId, List<Report> reports, Instant now) {
        Map<Report, Reference> found = new IdentityHashMap<>();
        find(handle, IN_MESSAGES, accountId, reports, now.minus(RECENT), found);
        List<Report> others =
                reports.stream().filter(report -> !found.containsKey(report)).toList();
        find(handle, IN_MESSAGES + " union all " + IN_ROWS, accountId, others, now.minus(LATEST), found);
        return found;
    }

    private static void find(
            Handle handle,
            String sql,
            long accountId,
            List<Report> reports,
            Instant since,
            Map<Report, Reference> found) {
        if (reports.isEmpty()) {
            return;
        }
        Map<String, Reference> known = new HashMap<>();
        handle.createQuery(sql + " order by id")
                .bind("since", Ids.lowest(since))
                .bind("account", accountId)
                .bind(
                        "references",
                        reports.stream()
                                .flatMap(report -> report.references().stream())
                                .distinct()
                                .toArray(String[]::new))
                .map((row, context) -> new Reference(row.getString(1), row.getObject(2, UUID.class), row.getInt(3)))
                .forEach(reference -> known.put(reference.text(), reference));
        for (Report report : reports) {
            report.references().stream()
                    .map(known::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(reference -> found.put(report, reference));
        }
    }

    /** The value of {@code :since} in {@link #OF_EARLY_REPORT}. */
    static UUID early(Instant now) {
        return Ids.lowest(now.minus(EARLY));
    }
}
