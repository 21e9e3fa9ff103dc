package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps senders and broadcasts to their messages a second, whatever the number of servers: what is taken keeps the limited
 * one busy for as long as it may take, and until then nothing more of it is due.
 */
@ApplicationScoped
class Paces {

    /** Who was late by so much, since a listener came late, may catch up; so the limit holds over any ten seconds. */
    private static final String RESERVE =
            """
            insert into sending_pace (kind, of_id, company_id, taken_at, free_at)
            select l.kind, l.of_id, b.company_id, :now::timestamptz,
                   :now::timestamptz + coalesce(make_interval(secs => :messages / l.speed_limit::float8), interval '0')
            from broadcast b
            join broadcast_step p on p.broadcast_id = b.id and p.position = :step
            join sender s on s.id = p.sender_id
            cross join lateral (values ('BROADCAST', b.id, (b.rules ->> 'speedLimit')::integer), ('SENDER', s.id, s.speed_limit))
                l (kind, of_id, speed_limit)
            where b.id = :broadcast and (l.kind = 'BROADCAST' or l.speed_limit is not null)
            on conflict (kind, of_id) do update
            set taken_at = excluded.taken_at,
                free_at = greatest(sending_pace.free_at, :now::timestamptz - interval '2 seconds')
                          + (excluded.free_at - :now::timestamptz)
            """;

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** Notes, within the transaction that takes the chunk, that its broadcast had its turn and how long that keeps it busy. */
    void reserve(Chunks.Claimed chunk) {
        jdbi.useHandle(handle -> handle.createUpdate(RESERVE)
                .bind("now", clock.instant().toString())
                .bind("messages", chunk.recipients().size())
                .bind("broadcast", chunk.broadcastId())
                .bind("step", chunk.step())
                .execute());
    }

    /** A broadcast that is over takes no more turns. */
    void clear(long broadcastId) {
        jdbi.useHandle(handle ->
                handle.execute("delete from sending_pace where kind = 'BROADCAST' and of_id = ?", broadcastId));
    }
}
