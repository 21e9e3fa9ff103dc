package org.heliograph.message.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged.Change;
import org.jdbi.v3.core.Jdbi;

/** Moves messages to the states that were reported, as a set. */
final class ReportUpdate {

    /** Locks in the order of ids, so that two listeners with overlapping sets wait instead of deadlocking. */
    private static final String UPDATE =
            """
            with report as (
                select * from unnest(:ids, :states, :ranks, :errors, :times) r (id, state, rank, error, at)
            ), current as (
                select m.id, m.state as before from message m join report r on r.id = m.id order by m.id for update of m
            )
            update message m
            set state = r.state,
                error_code = coalesce(r.error, m.error_code),
                due_at = null,
                delivered_at = case when r.state in ('DELIVERED', 'DISPLAYED')
                                    then coalesce(m.delivered_at, r.at::timestamptz) else m.delivered_at end,
                seen_at = case when r.state = 'DISPLAYED' then coalesce(m.seen_at, r.at::timestamptz) else m.seen_at end
            from report r join current c on c.id = r.id
            where m.id = r.id
              and r.rank > case m.state when 'QUEUED' then 0 when 'SENDING' then 0 when 'SENT' then 1 when 'FAILED' then 1
                                        when 'DELIVERED' then 3 when 'DISPLAYED' then 4 when 'RECEIVED' then 5 else 2 end
            returning m.id, m.broadcast_id, m.recipient_no, m.step, c.before, m.state, m.error_code, r.at
            """;

    private ReportUpdate() {}

    /** @return what has changed; a report that raises no rank changes nothing */
    static List<Change> apply(Jdbi jdbi, Map<UUID, Report> reports) {
        List<Report> values = List.copyOf(reports.values());
        MessageState[] states =
                values.stream().map(report -> MessageState.of(report.status())).toArray(MessageState[]::new);
        return jdbi.withHandle(handle -> handle.createQuery(UPDATE)
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
                        Instant.parse(row.getString("at"))))
                .list());
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
