package org.heliograph.message.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged.Change;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Moves messages to the states that were reported, as a set. Nearly all are sent and nothing more; only the others are
 * locked first, to tell what they were.
 */
final class ReportUpdate {

    private static final String REPORTS =
            "with report as (select * from unnest(:ids, :states, :ranks, :errors, :times) r (id, state, rank, error, at))";

    private static final String CHANGES =
            """
            set state = r.state,
                error_code = coalesce(r.error, m.error_code),
                due_at = null,
                sent_at = coalesce(m.sent_at, r.at::timestamptz),
                delivered_at = case when r.state in ('DELIVERED', 'DISPLAYED')
                                    then coalesce(m.delivered_at, r.at::timestamptz) else m.delivered_at end,
                seen_at = case when r.state = 'DISPLAYED' then coalesce(m.seen_at, r.at::timestamptz) else m.seen_at end
            """;

    private static final String UPDATE_SENT = REPORTS + " update message m " + CHANGES
            + " from report r where m.id = r.id and m.id = any(:ids) and m.state = 'SENT'"
            + " returning m.id, m.broadcast_id, m.recipient_no, m.step, 'SENT' as before, m.state, m.error_code";

    /** Locks in the order of ids, so that two listeners with overlapping sets wait instead of deadlocking. */
    private static final String UPDATE_ANY = REPORTS
            + """
            , current as (
                select m.id, m.state as before from message m join report r on r.id = m.id order by m.id for update of m
            )
            update message m
            """
            + CHANGES
            + """
            from report r join current c on c.id = r.id
            where m.id = r.id
              and r.rank > case m.state when 'QUEUED' then 0 when 'SENDING' then 0 when 'SENT' then 1 when 'FAILED' then 1
                                        when 'DELIVERED' then 3 when 'DISPLAYED' then 4 when 'RECEIVED' then 5 else 2 end
            returning m.id, m.broadcast_id, m.recipient_no, m.step, c.before, m.state, m.error_code
            """;

    private ReportUpdate() {}

    /** @return what has changed; a report that raises no rank changes nothing */
    static List<Change> apply(Jdbi jdbi, Map<UUID, Report> reports) {
        return jdbi.withHandle(handle -> {
            SortedMap<UUID, Report> others = new TreeMap<>(reports);
            List<Change> changes = new ArrayList<>(update(handle, UPDATE_SENT, others));
            changes.forEach(change -> others.remove(change.messageId()));
            if (!others.isEmpty()) {
                changes.addAll(update(handle, UPDATE_ANY, others));
            }
            return changes;
        });
    }

    private static List<Change> update(Handle handle, String statement, SortedMap<UUID, Report> reports) {
        List<Report> values = List.copyOf(reports.values());
        MessageState[] states =
                values.stream().map(report -> MessageState.of(report.status())).toArray(MessageState[]::new);
        return handle.createQuery(statement)
                .bind("ids", reports.keySet().toArray(UUID[]::new))
                .bind("states", names(states))
                .bind("ranks", ranks(states))
                .bind("errors", values.stream().map(ReportUpdate::errorCode).toArray(String[]::new))
                .bind(
                        "times",
                        values.stream().map(report -> report.at().toString()).toArray(String[]::new))
                .map((row, context) -> new Change(
                        row.getObject("id", UUID.class),
                        row.getObject("broadcast_id", Long.class),
                        row.getObject("recipient_no", Integer.class),
                        row.getObject("step", Integer.class),
                        MessageState.valueOf(row.getString("before")),
                        MessageState.valueOf(row.getString("state")),
                        row.getString("error_code"),
                        reports.get(row.getObject("id", UUID.class)).at()))
                .list();
    }

    /** Without NUL, which PostgreSQL does not store. */
    private static String errorCode(Report report) {
        return report.errorCode() == null ? null : report.errorCode().replace("\0", "");
    }

    private static String[] names(MessageState[] states) {
        return Stream.of(states).map(Enum::name).toArray(String[]::new);
    }

    private static Integer[] ranks(MessageState[] states) {
        return Stream.of(states).map(MessageState::rank).toArray(Integer[]::new);
    }
}
