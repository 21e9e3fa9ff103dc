package org.heliograph.message.internal;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessagesChanged;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.platform.Json;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** Matches carriers' reports with messages and applies them in sets. */
@Stateless
@Tenanted
public class ReportService {

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private Event<MessagesChanged> changed;

    /**
     * Applies the reports that can be matched; those whose reference is not known yet (a report may overtake the answer
     * to the submit) are kept and tried again.
     */
    public void apply(long accountId, List<Report> reports) {
        List<Report> unmatched = applyMatched(accountId, reports);
        if (!unmatched.isEmpty()) {
            keep(accountId, unmatched);
        }
    }

    /** Tries a company's kept reports again; those of yesterday are of no message of ours and go. */
    public void applyEarly(long accountId) {
        jdbi.useHandle(handle -> handle.execute(
                "delete from early_report where account_id = ? and arrived_at < ?::timestamptz - interval '1 day'",
                accountId,
                clock.instant().toString()));
        Map<Long, Report> kept = new LinkedHashMap<>();
        jdbi.useHandle(handle -> handle.createQuery(
                        "select e.id, e.report from early_report e where e.account_id = :account"
                                + " and exists (select from message_reference r where r.account_id = e.account_id"
                                + " and r.reference in (select jsonb_array_elements_text(e.report -> 'references')))"
                                + " order by e.id limit 5000 for update of e skip locked")
                .bind("account", accountId)
                .map((row, context) -> kept.put(row.getLong("id"), Json.read(row.getString("report"), Report.class)))
                .list());
        if (kept.isEmpty()) {
            return;
        }
        List<Report> unmatched = applyMatched(accountId, List.copyOf(kept.values()));
        Long[] applied = kept.entrySet().stream()
                .filter(entry -> unmatched.stream().noneMatch(report -> report == entry.getValue()))
                .map(Map.Entry::getKey)
                .toArray(Long[]::new);
        jdbi.useHandle(handle -> handle.createUpdate("delete from early_report where id = any(:ids)")
                .bind("ids", applied)
                .execute());
    }

    private List<Report> applyMatched(long accountId, List<Report> reports) {
        Map<String, UUID> messages = findMessages(accountId, reports);
        List<Report> unmatched = new ArrayList<>();
        Map<UUID, Report> strongest = new LinkedHashMap<>();
        for (Report report : reports) {
            UUID message = report.references().stream()
                    .map(messages::get)
                    .filter(id -> id != null)
                    .findFirst()
                    .orElse(null);
            if (message == null) {
                unmatched.add(report);
            } else if (MessageState.of(report.status()) != null) {
                strongest.merge(message, report, ReportService::stronger);
            }
        }
        if (!strongest.isEmpty()) {
            List<Change> changes = update(strongest);
            if (!changes.isEmpty()) {
                changed.fire(new MessagesChanged(Callers.get().company(), changes));
            }
        }
        return unmatched;
    }

    private static Report stronger(Report one, Report other) {
        return MessageState.of(other.status()).rank()
                        > MessageState.of(one.status()).rank()
                ? other
                : one;
    }

    private Map<String, UUID> findMessages(long accountId, List<Report> reports) {
        String[] references = reports.stream()
                .flatMap(report -> report.references().stream())
                .distinct()
                .toArray(String[]::new);
        Map<String, UUID> found = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select reference, message_id from message_reference"
                        + " where account_id = :account and reference = any(:references)")
                .bind("account", accountId)
                .bind("references", references)
                .map((row, context) -> found.put(row.getString(1), row.getObject(2, UUID.class)))
                .list());
        return found;
    }

    private List<Change> update(Map<UUID, Report> reports) {
        List<Report> values = List.copyOf(reports.values());
        MessageState[] states =
                values.stream().map(report -> MessageState.of(report.status())).toArray(MessageState[]::new);
        return jdbi.withHandle(handle -> handle.createQuery(UPDATE)
                .bind("ids", reports.keySet().toArray(UUID[]::new))
                .bind("states", names(states))
                .bind("ranks", ranks(states))
                .bind("errors", values.stream().map(ReportService::errorCode).toArray(String[]::new))
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
        return java.util.stream.Stream.of(states).map(Enum::name).toArray(String[]::new);
    }

    private static Integer[] ranks(MessageState[] states) {
        return java.util.stream.Stream.of(states).map(MessageState::rank).toArray(Integer[]::new);
    }

    private void keep(long accountId, List<Report> reports) {
        jdbi.useHandle(
                handle -> handle.createUpdate("insert into early_report (account_id, company_id, report, arrived_at)"
                                + " select :account, :company, r::jsonb, :now::timestamptz from unnest(:reports) r")
                        .bind("account", accountId)
                        .bind("company", Callers.get().company())
                        .bind("now", clock.instant().toString())
                        .bind("reports", reports.stream().map(Json::write).toArray(String[]::new))
                        .execute());
    }

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
}
