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
import org.heliograph.channel.Channel;
import org.heliograph.message.Queues.Call;
import org.heliograph.platform.Setting;
import org.jdbi.v3.core.Jdbi;

/** The engine's units of work. All within the caller's transaction. */
@ApplicationScoped
public class Chunks {

    /** When a chunk is called again if its wake-up call got lost. */
    private static final Duration REMINDER = Duration.ofSeconds(30);

    private static final int DUE_AT_ONCE = 200;

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** A chunk taken for work. */
    public record Claimed(long id, long broadcastId, int step, List<Integer> recipients, int attempt) {}

    /** Makes the chunks of the first step from the frozen recipients. */
    public List<Call> createFirst(long broadcastId, Channel channel) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "insert into chunk"
                                + " (company_id, broadcast_id, step, channel, recipients, available_at)"
                                + " select company_id, broadcast_id, 1, :channel, array_agg(no order by no), :reminder::timestamptz"
                                + " from recipient where broadcast_id = :broadcast"
                                + " group by company_id, broadcast_id, (no - 1) / :size order by min(no) returning id, company_id")
                .bind("broadcast", broadcastId)
                .bind("channel", channel.name())
                .bind("reminder", reminder())
                .bind("size", Setting.CHUNK_SIZE.getInt())
                .map((row, context) -> call(channel, row.getLong(2), row.getLong(1)))
                .list());
    }

    /** Makes chunks of these recipients, who start the given step. */
    public List<Call> create(long companyId, long broadcastId, int step, Channel channel, List<Integer> recipients) {
        return jdbi.withHandle(handle -> handle.createQuery("insert into chunk"
                        + " (company_id, broadcast_id, step, channel, recipients, available_at)"
                        + " select :company, :broadcast, :step, :channel, array_agg(no order by no), :reminder::timestamptz"
                        + " from unnest(:nos) with ordinality r (no, position)"
                        + " group by (position - 1) / :size returning id")
                .bind("company", companyId)
                .bind("broadcast", broadcastId)
                .bind("step", step)
                .bind("channel", channel.name())
                .bind("reminder", reminder())
                .bind("nos", recipients.toArray(Integer[]::new))
                .bind("size", Setting.CHUNK_SIZE.getInt())
                .map((row, context) -> call(channel, companyId, row.getLong(1)))
                .list());
    }

    /** Moves recipients of the chunk to one of their own, which is called at that moment. */
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

    /** Takes the chunk, unless it is done, its broadcast does not run, or somebody works on it. */
    public Optional<Claimed> claim(long id) {
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> handle.createQuery(
                        "update chunk c set state = 'RUNNING', attempt = attempt + 1,"
                                + " node = :node, lease_until = :lease::timestamptz from broadcast b"
                                + " where c.id = :id and b.id = c.broadcast_id and b.status in ('IN_PROGRESS', 'SENT')"
                                + " and (c.state = 'QUEUED' or c.lease_until < :now::timestamptz)"
                                + " returning c.id, c.broadcast_id, c.step, c.recipients, c.attempt")
                .bind("id", id)
                .bind("node", Setting.NODE.get())
                .bind("now", now.toString())
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

    public void done(long id) {
        jdbi.useHandle(handle -> handle.execute("delete from chunk where id = ?", id));
    }

    /** Gives the chunk back untouched, to be called again after the delay. */
    public void postpone(long id, Duration delay) {
        jdbi.useHandle(handle -> handle.execute(
                "update chunk set state = 'QUEUED', attempt = attempt - 1, available_at = ?::timestamptz where id = ?",
                clock.instant().plus(delay).toString(),
                id));
    }

    /** Gives the chunk back after an attempt that did not do all of it. */
    public void tryAgain(long id, Duration delay) {
        jdbi.useHandle(handle -> handle.execute(
                "update chunk set state = 'QUEUED', available_at = ?::timestamptz where id = ?",
                clock.instant().plus(delay).toString(),
                id));
    }

    /** Puts the broadcast's waiting chunks on the queue again. */
    public List<Call> callAgain(long broadcastId) {
        return jdbi.withHandle(handle -> handle.createQuery("update chunk set available_at = :reminder::timestamptz"
                        + " where broadcast_id = :broadcast and state = 'QUEUED' returning company_id, channel, id")
                .bind("broadcast", broadcastId)
                .bind("reminder", reminder())
                .map((row, context) -> call(Channel.valueOf(row.getString(2)), row.getLong(1), row.getLong(3)))
                .list());
    }

    /** Across companies: chunks nobody took in time, and those whose server has gone silent. */
    public List<Call> due() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        with late as (
                            select c.id from chunk c join broadcast b on b.id = c.broadcast_id
                            where b.status in ('IN_PROGRESS', 'SENT') and c.available_at <= :now::timestamptz
                              and (c.state = 'QUEUED' or c.lease_until < :now::timestamptz)
                            order by c.available_at limit :limit for update of c skip locked
                        )
                        update chunk c set available_at = :reminder::timestamptz from late where c.id = late.id
                        returning c.company_id, c.channel, c.id
                        """)
                .bind("now", clock.instant().toString())
                .bind("reminder", reminder())
                .bind("limit", DUE_AT_ONCE)
                .map((row, context) -> call(Channel.valueOf(row.getString(2)), row.getLong(1), row.getLong(3)))
                .list());
    }

    /** At a start: what this server worked on when it died can be taken at once. */
    public void releaseOwn() {
        jdbi.useHandle(handle -> handle.execute(
                "update chunk set lease_until = ?::timestamptz - interval '1 second', available_at = ?::timestamptz"
                        + " where state = 'RUNNING' and node = ?",
                clock.instant().toString(),
                clock.instant().toString(),
                Setting.NODE.get()));
    }

    private static Call call(Channel channel, long companyId, long id) {
        return new Call(channel, ChunkWork.KIND, companyId, List.of(Long.toString(id)));
    }

    private String reminder() {
        return clock.instant().plus(REMINDER).toString();
    }
}
