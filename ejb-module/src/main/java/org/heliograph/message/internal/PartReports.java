package org.heliograph.message.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.message.MessageSet;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.platform.Setting;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What reports of parts say about messages of several: one part that failed makes it fail, all that were delivered make it
 * delivered. Some carriers report the last part only; so a message of which the last part, and no other, was reported as
 * delivered counts as delivered once nothing more has come for {@link Setting#PARTS_SECONDS}.
 */
@ApplicationScoped
public class PartReports {

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** A report of a part, with a final state. */
    record PartReport(UUID messageId, String reference, Report report) {
        MessageState state() {
            return MessageState.of(report.status());
        }

        PartReport orStronger(PartReport other) {
            return other.state().rank() > state().rank() ? other : this;
        }
    }

    /** How a message's parts stand. */
    private record Standing(UUID messageId, int parts, int reported, int delivered, boolean failed, boolean last) {
        boolean isDelivered() {
            return delivered >= parts;
        }

        boolean isLastAlone() {
            return last && reported == 1 && !failed;
        }
    }

    /** Notes the parts' reports and returns those that decide their message. */
    Map<UUID, Report> decide(long accountId, Collection<PartReport> reports) {
        if (reports.isEmpty()) {
            return Map.of();
        }
        Map<String, PartReport> strongest = new LinkedHashMap<>();
        reports.forEach(report -> strongest.merge(report.reference(), report, PartReport::orStronger));
        return jdbi.withHandle(handle -> {
            Set<UUID> messages = reports.stream().map(PartReport::messageId).collect(Collectors.toSet());
            lock(handle, messages);
            note(handle, accountId, strongest.values());
            List<Standing> standings = standings(handle, messages);
            awaitOthers(handle, standings);
            return deciding(standings, strongest.values());
        });
    }

    /** Or two transactions with a part each would not see the other's, and nobody would see the last. */
    private static void lock(Handle handle, Set<UUID> messages) {
        MessageSet.bind(
                        handle.createQuery(
                                "select m.id from message m where " + MessageSet.AMONG + " order by m.id for update"),
                        messages)
                .mapTo(UUID.class)
                .list();
    }

    private static void note(Handle handle, long accountId, Collection<PartReport> reports) {
        handle.createUpdate("update message_reference p set state = r.state"
                        + " from unnest(:references, :states) r (reference, state)"
                        + " where p.account_id = :account and p.reference = r.reference"
                        + " and (p.state is null or p.state <> 'DELIVERED' and r.state = 'DELIVERED')")
                .bind("account", accountId)
                .bind("references", reports.stream().map(PartReport::reference).toArray(String[]::new))
                .bind("states", reports.stream().map(PartReports::stored).toArray(String[]::new))
                .execute();
    }

    private static String stored(PartReport report) {
        return report.state().isFailure() ? report.state().name() : MessageState.DELIVERED.name();
    }

    private static List<Standing> standings(Handle handle, Set<UUID> messages) {
        return handle.createQuery("select message_id, max(parts) as parts, count(state) as reported,"
                        + " count(*) filter (where state = 'DELIVERED') as delivered,"
                        + " coalesce(bool_or(state <> 'DELIVERED'), false) as failed,"
                        + " coalesce(bool_or(state = 'DELIVERED') filter (where part = parts), false) as last"
                        + " from message_reference where message_id = any(:ids) and parts > 1 group by message_id")
                .bind("ids", messages.toArray(UUID[]::new))
                .map((row, context) -> new Standing(
                        row.getObject("message_id", UUID.class),
                        row.getInt("parts"),
                        row.getInt("reported"),
                        row.getInt("delivered"),
                        row.getBoolean("failed"),
                        row.getBoolean("last")))
                .list();
    }

    /** Starts the wait for the others after the last part, or ends it since another came. */
    private void awaitOthers(Handle handle, List<Standing> standings) {
        handle.createUpdate("update message m set due_at = case when r.alone then :until::timestamptz end"
                        + " from unnest(:ids, :alone) r (id, alone) where m.id = r.id and m.state = 'SENT'"
                        + " and (m.due_at is not null) <> r.alone")
                .bind("ids", standings.stream().map(Standing::messageId).toArray(UUID[]::new))
                .bind("alone", standings.stream().map(Standing::isLastAlone).toArray(Boolean[]::new))
                .bind("until", clock.instant().plus(patience()).toString())
                .execute();
    }

    private static Map<UUID, Report> deciding(List<Standing> standings, Collection<PartReport> reports) {
        Map<UUID, Standing> byMessage = new HashMap<>();
        standings.forEach(standing -> byMessage.put(standing.messageId(), standing));
        Map<UUID, Report> deciding = new LinkedHashMap<>();
        for (PartReport report : reports) {
            boolean decides = report.state().isFailure()
                    || byMessage.get(report.messageId()).isDelivered();
            if (decides) {
                deciding.merge(report.messageId(), report.report(), PartReports::decisive);
            }
        }
        return deciding;
    }

    /** A failure counts, whatever came of the other parts; of deliveries the latest. */
    private static Report decisive(Report one, Report other) {
        if (MessageState.of(one.status()).isFailure()) {
            return one;
        }
        return MessageState.of(other.status()).isFailure() || other.at().isAfter(one.at()) ? other : one;
    }

    /** The messages of which nothing but the last part was reported, and for long enough. */
    List<Change> endWaiting() {
        return jdbi.withHandle(handle -> handle.createQuery("with silent as (select id from message"
                        + " where company_id = :company and state = 'SENT' and due_at <= :now::timestamptz"
                        + " order by id limit 2000 for update skip locked)"
                        + " update message m set state = 'DELIVERED', due_at = null,"
                        + " delivered_at = m.due_at - make_interval(secs => :patience) from silent"
                        + " where m.id = silent.id returning " + Change.COLUMNS + ", m.delivered_at")
                .bind("company", Callers.get().company())
                .bind("now", clock.instant().toString())
                .bind("patience", patience().toSeconds())
                .map((row, context) -> Change.read(
                        row,
                        MessageState.SENT,
                        MessageState.DELIVERED,
                        null,
                        row.getTimestamp("delivered_at").toInstant()))
                .list());
    }

    private static Duration patience() {
        return Duration.ofSeconds(Setting.PARTS_SECONDS.getInt());
    }
}
