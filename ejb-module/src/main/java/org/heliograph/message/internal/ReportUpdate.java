package org.heliograph.message.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.message.MessageSet;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged.Change;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * Moves messages to the states that were reported, as a set. Nearly all are sent and nothing more; only the others are
 * locked first, to tell what they were.
 */
final class ReportUpdate {

    /** Sent messages that are told the same state. */
    private static final String UPDATE_SENT = MessageSet.sql(
            """
            update message m
            set state = :state,
                error_code = coalesce((:errors){own}, m.error_code),
                due_at = null,
                delivered_at = case when :delivered then to_timestamp((:times){own}) end,
                seen_at = case when :seen then to_timestamp((:times){own}) end
            where {among} and m.state = 'SENT' returning {change}, 'SENT' as before, m.state, m.error_code
            """);

    /** Locks in the order of ids, so that two listeners with overlapping sets wait instead of deadlocking. */
    private static final String UPDATE_ANY = MessageSet.sql(
            """
            with current as (
                select m.id, m.state as before from message m
                where {among} order by m.id for update
            )
            update message m
            set state = (:states){own},
                error_code = coalesce((:errors){own}, m.error_code),
                due_at = null,
                sent_at = coalesce(m.sent_at, to_timestamp((:times){own})),
                delivered_at = case when (:states){own} in ('DELIVERED', 'DISPLAYED')
                                    then coalesce(m.delivered_at, to_timestamp((:times){own})) else m.delivered_at end,
                seen_at = case when (:states){own} = 'DISPLAYED'
                               then coalesce(m.seen_at, to_timestamp((:times){own})) else m.seen_at end
            from current c
            where {among} and m.id = c.id
              and (:ranks){own} > case m.state when 'QUEUED' then 0 when 'SENDING' then 0 when 'SENT' then 1 when 'FAILED' then 1
                                       when 'DELIVERED' then 3 when 'DISPLAYED' then 4 when 'RECEIVED' then 5 else 2 end
            returning {change}, c.before, m.state, m.error_code
            """);

    private ReportUpdate() {}

    /** @return what has changed; a report that raises no rank changes nothing */
    static List<Change> apply(Jdbi jdbi, Map<UUID, Report> reports) {
        return jdbi.withHandle(handle -> {
            SortedMap<UUID, Report> others = MessageSet.create();
            others.putAll(reports);
            List<Change> changes = new ArrayList<>();
            byState(others).forEach((state, alike) -> changes.addAll(updateSent(handle, state, alike)));
            changes.forEach(change -> others.remove(change.messageId()));
            if (!others.isEmpty()) {
                changes.addAll(updateAny(handle, others));
            }
            return changes;
        });
    }

    private static Map<MessageState, SortedMap<UUID, Report>> byState(SortedMap<UUID, Report> reports) {
        Map<MessageState, SortedMap<UUID, Report>> byState = new EnumMap<>(MessageState.class);
        reports.forEach((id, report) -> byState.computeIfAbsent(state(report), state -> MessageSet.create())
                .put(id, report));
        return byState;
    }

    private static List<Change> updateSent(Handle handle, MessageState state, SortedMap<UUID, Report> reports) {
        Query query = handle.createQuery(UPDATE_SENT)
                .bind("state", state.name())
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
        return MessageSet.bind(query, reports)
                .bind("errors", values.stream().map(Report::errorCode).toArray(String[]::new))
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
}
