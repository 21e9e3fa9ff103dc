package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.heliograph.channel.Channel;
import org.jdbi.v3.core.Jdbi;

/**
 * Whose turn it is on a channel. Companies share it evenly, and so do the broadcasts of a company, however large one is:
 * first comes whoever has fewest chunks in hand, then whose last turn is longest ago. Accounts that can take no more, and senders
 * and broadcasts that are ahead of their speed limit, are passed over. Only the first chunk of each running broadcast's
 * steps is looked at, never all that wait.
 */
@ApplicationScoped
class ChunkOrder {

    private static final String DUE =
            """
            from broadcast b
            join broadcast_step p on p.broadcast_id = b.id
            join sender s on s.id = p.sender_id
            left join sending_pace turn on turn.kind = 'BROADCAST' and turn.of_id = b.id
            cross join lateral (
                select c.id, c.available_at from chunk c
                where c.broadcast_id = b.id and c.step = p.position and c.state = 'QUEUED'
                  and c.available_at <= :now::timestamptz
                order by c.available_at, c.id limit 1
            ) c
            where b.status in ('IN_PROGRESS', 'SENT') and s.account_id <> all(:unavailable)
              and not exists (
                select from sending_pace pace where pace.free_at > :now::timestamptz
                and (pace.kind = 'BROADCAST' and pace.of_id = b.id or pace.kind = 'SENDER' and pace.of_id = s.id))
            """;

    private static final String NEXT = "with running as ("
            + " select company_id, broadcast_id from chunk where state = 'RUNNING' and channel = :channel)"
            + " select b.company_id, c.id, s.account_id " + DUE + " and p.channel = :channel"
            + " order by (select count(*) from running r where r.company_id = b.company_id),"
            + " (select count(*) from running r where r.broadcast_id = b.id),"
            + " (select max(t.taken_at) from sending_pace t where t.kind = 'BROADCAST' and t.company_id = b.company_id)"
            + " nulls first, turn.taken_at nulls first, c.available_at, c.id limit 1";

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** A chunk that may be taken. */
    record Next(long companyId, long chunkId, long accountId) {}

    /** Across companies. */
    Optional<Next> next(Channel channel, Set<Long> unavailableAccounts) {
        return jdbi.withHandle(handle -> handle.createQuery(NEXT)
                .bind("channel", channel.name())
                .bind("now", clock.instant().toString())
                .bind("unavailable", unavailableAccounts.toArray(Long[]::new))
                .map((row, context) -> new Next(row.getLong(1), row.getLong(2), row.getLong(3)))
                .findOne());
    }

    /** Across companies: how many broadcasts have something to send, by channel. */
    Map<Channel, Integer> due(Set<Long> unavailableAccounts) {
        Map<Channel, Integer> due = new TreeMap<>();
        jdbi.useHandle(
                handle -> handle.createQuery("select p.channel, count(distinct b.id) " + DUE + " group by p.channel")
                        .bind("now", clock.instant().toString())
                        .bind("unavailable", unavailableAccounts.toArray(Long[]::new))
                        .map((row, context) -> due.put(Channel.valueOf(row.getString(1)), row.getInt(2)))
                        .list());
        return due;
    }
}
