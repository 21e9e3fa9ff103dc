package org.heliograph.message.internal;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.channel.Channel;
import org.heliograph.message.Queues.Call;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** Asks the database what is due, across companies. */
@Stateless
@Tenanted
public class DueMessages {

    private static final int BATCH = 2_000;
    private static final int PER_CALL = 200;
    private static final Duration NEXT_REMINDER = Duration.ofSeconds(30);

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** An account that has reports waiting for their message. */
    public record EarlyAccount(long companyId, long accountId) {}

    /** A long inbound message whose parts have not all come. */
    public record PartialMessage(long companyId, long id) {}

    private record Due(long companyId, String channel, boolean ofBroadcast, String id) {}

    /**
     * Wake-up calls for messages that wait, or whose sender has gone silent. The next reminder of those that wait is set, so
     * that they are not called every second, and of those that somebody sends; those of paused broadcasts wait on. Single
     * messages and those of broadcasts have calls of their own.
     */
    public List<Call> remind() {
        Instant now = clock.instant();
        List<Due> due = jdbi.withHandle(handle -> handle.createQuery(
                        """
                        with late as (
                            select m.id from message m
                            where m.due_at <= :now::timestamptz and m.state in ('QUEUED', 'SENDING')
                              and m.content is not null
                            order by m.due_at limit :batch for update of m skip locked
                        ), reminded as (
                            update message m
                            set due_at = case when m.state = 'QUEUED' then :next::timestamptz
                                              else greatest(m.due_at, m.claimed_until) end
                            from late where m.id = late.id
                            returning m.company_id, m.channel, m.broadcast_id is not null as of_broadcast, m.id,
                                m.state = 'SENDING' and m.due_at > :now::timestamptz as in_hand
                        )
                        select company_id, channel, of_broadcast, id from reminded where not in_hand
                        """)
                .bind("now", now.toString())
                .bind("next", now.plus(NEXT_REMINDER).toString())
                .bind("batch", BATCH)
                .map((row, context) -> new Due(row.getLong(1), row.getString(2), row.getBoolean(3), row.getString(4)))
                .list());
        return calls(due);
    }

    private static List<Call> calls(List<Due> due) {
        List<Call> calls = new ArrayList<>();
        due.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        d -> List.of(d.companyId(), d.channel(), d.ofBroadcast())))
                .forEach((key, group) -> {
                    for (int first = 0; first < group.size(); first += PER_CALL) {
                        List<String> ids = group.subList(first, Math.min(first + PER_CALL, group.size())).stream()
                                .map(Due::id)
                                .toList();
                        calls.add(new Call(
                                Channel.valueOf(group.get(0).channel()),
                                group.get(0).companyId(),
                                ids));
                    }
                });
        return calls;
    }

    /** Those with reports to be tried again now. */
    public List<EarlyAccount> accountsWithEarlyReports() {
        return jdbi.withHandle(handle -> handle.createQuery("select distinct company_id, account_id from early_report"
                        + " where next_try <= :now::timestamptz")
                .bind("now", clock.instant().toString())
                .map((row, context) -> new EarlyAccount(row.getLong(1), row.getLong(2)))
                .list());
    }

    /** Companies with messages that have waited long enough for reports of all their parts. */
    public List<Long> companiesWithSilentParts() {
        return jdbi.withHandle(handle -> handle.createQuery("select distinct company_id from message"
                        + " where due_at <= :now::timestamptz and state = 'SENT'")
                .bind("now", clock.instant().toString())
                .mapTo(Long.class)
                .list());
    }

    /** Long inbound messages whose parts are overdue. Those complete for so long are forgotten: their parts come no more. */
    public List<PartialMessage> overduePartialMessages() {
        String overdue = clock.instant().minus(PartialMessages.PATIENCE).toString();
        return jdbi.withHandle(handle -> {
            handle.execute("delete from partial_message where completed_at < ?::timestamptz", overdue);
            return handle.createQuery("select company_id, id from partial_message where completed_at is null"
                            + " and received_at < :overdue::timestamptz order by received_at limit :batch")
                    .bind("overdue", overdue)
                    .bind("batch", BATCH)
                    .map((row, context) -> new PartialMessage(row.getLong(1), row.getLong(2)))
                    .list();
        });
    }

    /** @param months 0 for the present one */
    public void makePartition(int months) {
        jdbi.useHandle(handle -> handle.createQuery(
                        "select ensure_message_partition(:now::timestamptz + make_interval(months => :months))")
                .bind("now", clock.instant().toString())
                .bind("months", months)
                .mapToMap()
                .list());
    }
}
