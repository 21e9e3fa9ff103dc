package org.heliograph.message.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.platform.Ids;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * Moves messages to the states that were reported, as a set. Nearly all are sent and nothing more; only the others are
 * locked first, to tell what they were.
 */
final class ReportUpdate {

    /**
     * Sent messages that are told the same state. Their ids ascend, so that each finds its time by bisection; a join with
     * {@code unnest} costs a quarter more. Only the months of the least to the most are looked through.
     */
    private static final String UPDATE_SENT =
            """
            update message m
            set state = :state,
                error_code = coalesce((:errors)[width_bucket(m.id, :ids)], m.error_code),
                due_at = null,
                delivered_at = case when :delivered then to_timestamp((:times)[width_bucket(m.id, :ids)]) end,
                seen_at = case when :seen then to_timestamp((:times)[width_bucket(m.id, :ids)]) end
            where m.id between :least and :most and m.id = any(:ids) and m.state = 'SENT'
            returning {change}, 'SENT' as before, m.state, m.error_code
            """
                    .replace("{change}", Change.COLUMNS);

    /** Locks in the order of ids, so that two listeners with overlapping sets wait instead of deadlocking. */
    private static final String UPDATE_ANY =
            """
            with report as (select * from unnest(:ids, :states, :ranks, :errors, :times) r (id, state, rank, error, at)),
            current as (
                select m.id, m.state as before from message m join report r on r.id = m.id order by m.id for update of m
            )
            update message m
            set state = r.state,
                error_code = coalesce(r.error, m.error_code),
                due_at = null,
                sent_at = coalesce(m.sent_at, to_timestamp(r.at)),
                delivered_at = case when r.state in ('DELIVERED', 'DISPLAYED')
                                    then coalesce(m.delivered_at, to_timestamp(r.at)) else m.delivered_at end,
                seen_at = case when r.state = 'DISPLAYED' then coalesce(m.seen_at, to_timestamp(r.at)) else m.seen_at end
            from report r join current c on c.id = r.id
            where m.id = r.id
              and r.rank > case m.state when 'QUEUED' then 0 when 'SENDING' then 0 when 'SENT' then 1 when 'FAILED' then 1
                                        when 'DELIVERED' then 3 when 'DISPLAYED' then 4 when 'RECEIVED' then 5 else 2 end
            returning {change}, c.before, m.state, m.error_code
            """
                    .replace("{change}", Change.COLUMNS);

    private ReportUpdate() {}

    /** @return what has changed; a report that raises no rank changes nothing */
    static List<Change> apply(Jdbi jdbi, Map<UUID, Report> reports) {
        return jdbi.withHandle(handle -> {
            SortedMap<UUID, Report> others = sorted(reports);
            List<Change> changes = new ArrayList<>();
            byState(others).forEach((state, alike) -> changes.addAll(updateSent(handle, state, alike)));
            changes.forEach(change -> others.remove(change.messageId()));
            if (!others.isEmpty()) {
                changes.addAll(updateAny(handle, others));
            }
            return changes;
        });
    }

    private static SortedMap<UUID, Report> sorted(Map<UUID, Report> reports) {
        SortedMap<UUID, Report> sorted = new TreeMap<>(Ids.AS_STORED);
        sorted.putAll(reports);
        return sorted;
    }

    private static Map<MessageState, SortedMap<UUID, Report>> byState(SortedMap<UUID, Report> reports) {
        Map<MessageState, SortedMap<UUID, Report>> byState = new EnumMap<>(MessageState.class);
        reports.forEach((id, report) -> byState.computeIfAbsent(state(report), state -> new TreeMap<>(Ids.AS_STORED))
                .put(id, report));
        return byState;
    }

    private static List<Change> updateSent(Handle handle, MessageState state, SortedMap<UUID, Report> reports) {
        Query query = handle.createQuery(UPDATE_SENT)
                .bind("state", state.name())
                .bind("least", reports.firstKey())
                .bind("most", reports.lastKey())
                .bind("delivered", state == MessageState.DELIVERED || state == MessageState.DISPLAYED)
                .bind("seen", state == MessageState.DISPLAYED);
        return changes(query, reports);
    }

    private static List<Change> updateAny(Handle handle, SortedMap<UUID, Report> reports) {
        List<MessageState> states =
                reports.values().stream().map(ReportUpdate::state).toList();
        Query query = handle.createQuery(UPDATE_ANY)
                .bind("states", states.stream().map(MessageState::name).toArray(String[]::new))
                .bind("ranks", states.stream().map(MessageState::rank).toArray(Integer[]::new));
        return changes(query, reports);
    }

    private static List<Change> changes(Query query, SortedMap<UUID, Report> reports) {
        Collection<Report> values = reports.values();
        return query.bind("ids", reports.keySet().toArray(UUID[]::new))
                .bind("errors", values.stream().map(ReportUpdate::errorCode).toArray(String[]::new))
                .bind("times", values.stream().map(ReportUpdate::seconds).toArray(Double[]::new))
                .map((row, context) -> Change.read(
                        row,
                        MessageState.valueOf(row.getString("before")),
                        MessageState.valueOf(row.getString("state")),
                        row.getString("error_code"),
                        reports.get(row.getObject("id", UUID.class)).at()))
                .list();
    }

    private static MessageState state(Report report) {
        return MessageState.of(report.status());
    }

    /** Since 1970, to the microsecond. */
    private static double seconds(Report report) {
        return report.at().getEpochSecond() + report.at().getNano() / 1e9;
    }

    /** Without NUL, which PostgreSQL does not store. */
    private static String errorCode(Report report) {
        return report.errorCode() == null ? null : report.errorCode().replace("\0", "");
    }
}
