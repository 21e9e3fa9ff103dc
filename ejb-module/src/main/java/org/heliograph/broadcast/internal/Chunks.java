package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.heliograph.channel.Channel;
import org.heliograph.platform.Setting;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** The engine's units of work. All within the caller's transaction. */
@ApplicationScoped
public class Chunks {

    static final int LIMITED_SECONDS = 2;

    /**
     * A chunk of a sender or broadcast that may only send so many a second is for as many seconds; at most the usual size.
     */
    private static final String SIZE = "least(:size, (select " + LIMITED_SECONDS
            + " * least((b.rules ->> 'speedLimit')::integer, s.speed_limit) from broadcast b"
            + " left join broadcast_step p on p.broadcast_id = b.id and p.position = :step"
            + " left join sender s on s.id = p.sender_id where b.id = :broadcast))";

    /** Not if this server was taken for dead, and the chunk taken by another, or by a later attempt of its own. */
    private static final String OURS = "c.id = :id and c.state = 'RUNNING' and c.node = :node and c.attempt = :attempt";

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** A chunk taken for work. */
    public record Claimed(long id, long broadcastId, int step, List<Integer> recipients, int attempt) {}

    /** Makes the chunks of the first step, for recipients numbered from 1. They need not be read for that. */
    public void createFirst(long broadcastId, Channel channel, int recipients) {
        jdbi.useHandle(handle -> handle.createUpdate("insert into chunk"
                        + " (company_id, broadcast_id, step, channel, recipients, available_at)"
                        + " select b.company_id, b.id, :step, :channel,"
                        + " array(select generate_series(first, least(first + size - 1, :recipients))), :now::timestamptz"
                        + " from broadcast b, (select " + SIZE + ") chunks (size),"
                        + " generate_series(1, :recipients, size) first where b.id = :broadcast order by first")
                .bind("broadcast", broadcastId)
                .bind("step", 1)
                .bind("channel", channel.name())
                .bind("recipients", recipients)
                .bind("now", clock.instant().toString())
                .bind("size", Setting.CHUNK_SIZE.getInt())
                .execute());
    }

    /** Makes chunks of these recipients, who start the given step. */
    public void create(long companyId, long broadcastId, int step, Channel channel, List<Integer> recipients) {
        jdbi.useHandle(handle -> handle.createUpdate("insert into chunk"
                        + " (company_id, broadcast_id, step, channel, recipients, available_at)"
                        + " select :company, :broadcast, :step, :channel, array_agg(no order by no), :now::timestamptz"
                        + " from unnest(:nos) with ordinality r (no, position)"
                        + " group by (position - 1) / " + SIZE)
                .bind("company", companyId)
                .bind("broadcast", broadcastId)
                .bind("step", step)
                .bind("channel", channel.name())
                .bind("now", clock.instant().toString())
                .bind("nos", recipients.toArray(Integer[]::new))
                .bind("size", Setting.CHUNK_SIZE.getInt())
                .execute());
    }

    /** Whether the chunk is still the claim's, and its broadcast runs. */
    boolean isInHand(Claimed chunk) {
        return jdbi.withHandle(handle -> ours(
                        handle.createQuery(
                                "select exists (select from chunk c join broadcast b on b.id = c.broadcast_id where "
                                        + OURS + " and b.status in ('IN_PROGRESS', 'SENT'))"),
                        chunk)
                .mapTo(Boolean.class)
                .one());
    }

    /** Moves recipients of the chunk to one of their own, which may be taken from that moment on. */
    public void putOff(Claimed chunk, List<Integer> recipients, Instant moment) {
        jdbi.useHandle(handle -> handle.createUpdate("with whole as (update chunk"
                        + " set recipients = array(select no from unnest(recipients) no where no <> all(:nos))"
                        + " where id = :id returning company_id, broadcast_id, step, channel)"
                        + " insert into chunk (company_id, broadcast_id, step, channel, recipients, available_at)"
                        + " select company_id, broadcast_id, step, channel, :nos, :moment::timestamptz from whole")
                .bind("id", chunk.id())
                .bind("nos", recipients.toArray(Integer[]::new))
                .bind("moment", moment.toString())
                .execute());
    }

    /** Takes the chunk, unless it is done, its broadcast does not run, or somebody else took it. */
    public Optional<Claimed> claim(long id) {
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> handle.createQuery(
                        "update chunk c set state = 'RUNNING', attempt = attempt + 1,"
                                + " node = :node, lease_until = :lease::timestamptz from broadcast b"
                                + " where c.id = :id and b.id = c.broadcast_id and b.status in ('IN_PROGRESS', 'SENT')"
                                + " and c.state = 'QUEUED'"
                                + " returning c.id, c.broadcast_id, c.step, c.recipients, c.attempt")
                .bind("id", id)
                .bind("node", Setting.NODE.get())
                .bind("lease", now.plusSeconds(Setting.LEASE_SECONDS.getInt()).toString())
                .map((row, context) -> new Claimed(
                        row.getLong("id"),
                        row.getLong("broadcast_id"),
                        row.getInt("step"),
                        Arrays.asList((Integer[]) row.getArray("recipients").getArray()),
                        row.getInt("attempt")))
                .findOne());
    }

    /** Prolongs the leases of chunks this server is still busy with; a slow carrier is no dead server. */
    public void renew(Collection<Long> ids) {
        jdbi.useHandle(handle -> handle.createUpdate("update chunk set lease_until = :lease::timestamptz"
                        + " where id = any(:ids) and state = 'RUNNING' and node = :node")
                .bind("ids", ids.toArray(Long[]::new))
                .bind("node", Setting.NODE.get())
                .bind(
                        "lease",
                        clock.instant()
                                .plusSeconds(Setting.LEASE_SECONDS.getInt())
                                .toString())
                .execute());
    }

    public void done(Claimed chunk) {
        jdbi.useHandle(handle -> ours(handle.createUpdate("delete from chunk c where " + OURS), chunk)
                .execute());
    }

    /** Gives the chunk back untouched. */
    public void giveBack(Claimed chunk) {
        jdbi.useHandle(handle -> ours(
                        handle.createUpdate("update chunk c set state = 'QUEUED', attempt = attempt - 1 where " + OURS),
                        chunk)
                .execute());
    }

    /** Gives the chunk back after an attempt that did not do all of it. */
    public void tryAgain(Claimed chunk, Duration delay) {
        jdbi.useHandle(handle -> ours(
                        handle.createUpdate(
                                "update chunk c set state = 'QUEUED', available_at = :at::timestamptz where " + OURS),
                        chunk)
                .bind("at", clock.instant().plus(delay).toString())
                .execute());
    }

    private static <T extends SqlStatement<T>> T ours(T statement, Claimed chunk) {
        return statement.bind("id", chunk.id()).bind("node", Setting.NODE.get()).bind("attempt", chunk.attempt());
    }

    /** A broadcast that is over has nothing left to do. */
    void clear(long broadcastId) {
        jdbi.useHandle(handle -> handle.execute("delete from chunk where broadcast_id = ?", broadcastId));
    }

    /**
     * Across companies: gives back chunks whose server has gone silent.
     *
     * @param running those this server works on; a database that was away has let their leases end
     */
    public void releaseExpired(Set<Long> running) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update chunk set state = 'QUEUED' where state = 'RUNNING' and lease_until < :now::timestamptz"
                                + " and not (node = :node and id = any(:running))")
                .bind("now", clock.instant().toString())
                .bind("node", Setting.NODE.get())
                .bind("running", running.toArray(Long[]::new))
                .execute());
    }

    /** At a start: what this server worked on when it died can be taken at once. */
    public void releaseOwn() {
        jdbi.useHandle(handle -> handle.execute(
                "update chunk set state = 'QUEUED' where state = 'RUNNING' and node = ?", Setting.NODE.get()));
    }
}
