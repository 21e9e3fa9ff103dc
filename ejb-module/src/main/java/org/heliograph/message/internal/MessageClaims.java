package org.heliograph.message.internal;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.heliograph.channel.Channel;
import org.heliograph.channel.SendBy;
import org.heliograph.message.MessageSet;
import org.heliograph.message.SendTimes;
import org.heliograph.message.SendWindows;
import org.heliograph.platform.Setting;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** Takes messages that carry their own content for sending, so that nobody else does, for the length of a lease. */
@Stateless
@Tenanted
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MessageClaims {

    private static final Duration POSTPONE = Duration.ofSeconds(10);

    /** How long a message waits whose window never opens (the company may change it until then), or that is about to be ended. */
    private static final Duration NO_WINDOW = Duration.ofHours(1);

    private static final String CLAIMABLE = "m.content is not null and (m.state = 'QUEUED' and m.due_at <> 'infinity'"
            + " or m.state = 'SENDING' and m.claimed_until < :now::timestamptz)";

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private SendWindows windows;

    private record Held(UUID id, Instant moment) {}

    /** Messages with the same hours. */
    private record Run(long broadcastId, Channel channel) {}

    /** A message of a broadcast, which is sent only while that runs. */
    private record Waiting(UUID id, SendTimes times, String phone, String status) {

        boolean isPaused() {
            return status.equals("PAUSED");
        }

        boolean runs() {
            return status.equals("IN_PROGRESS") || status.equals("SENT");
        }
    }

    /**
     * A message to send, unless its recipient has opted out meanwhile.
     *
     * @param sendBy as its recipient's sending hours end, which hold for messages of broadcasts
     */
    public record Claimed(
            UUID id,
            long accountId,
            String sender,
            String address,
            String content,
            boolean optedOut,
            boolean ofBroadcast,
            SendBy sendBy) {}

    /**
     * Those of the messages that wait, or whose sender has gone silent; the latter are marked as repeated. Those
     * held until further notice (due at infinity) stay, and those of broadcasts wait for their recipient's time of day.
     */
    public List<Claimed> claim(List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        List<Claimed> claimed = new ArrayList<>(take(ids, "m.broadcast_id is null", now, Map.of()));
        if (claimed.size() < ids.size()) {
            claimed.addAll(claimOfBroadcasts(ids, now));
        }
        return claimed;
    }

    private List<Claimed> claimOfBroadcasts(List<UUID> ids, Instant now) {
        List<Waiting> waiting = waiting(ids, now);
        Map<UUID, SendBy> allowed = new HashMap<>();
        waiting.forEach(one -> allowed.put(one.id(), one.times().sendBy(now, one.phone())));
        allowed.keySet()
                .removeAll(park(waiting.stream().filter(Waiting::isPaused).toList()));
        allowed.keySet()
                .removeAll(hold(waiting.stream().filter(one -> !one.isPaused()).toList(), now));
        return allowed.isEmpty() ? List.of() : take(allowed.keySet(), "m.broadcast_id is not null", now, allowed);
    }

    private List<Claimed> take(Collection<UUID> ids, String kind, Instant now, Map<UUID, SendBy> limits) {
        return jdbi.withHandle(handle -> MessageSet.bind(
                        handle.createQuery("update message m set state = 'SENDING',"
                                + " repeated = m.repeated or m.state = 'SENDING', attempts = m.attempts + 1,"
                                + " claimed_until = :lease::timestamptz"
                                + " from sender s where s.id = m.sender_id and " + MessageSet.AMONG + " and " + kind
                                + " and " + CLAIMABLE
                                + " returning m.id, s.account_id, m.sender, m.address, m.content, m.broadcast_id, "
                                + Addressees.MESSAGE_OPTED_OUT + " as opted_out"),
                        ids)
                .bind("now", now.toString())
                .bind("lease", lease(now))
                .map((row, context) -> new Claimed(
                        row.getObject("id", UUID.class),
                        row.getLong("account_id"),
                        row.getString("sender"),
                        row.getString("address"),
                        row.getString("content"),
                        row.getBoolean("opted_out"),
                        row.getObject("broadcast_id") != null,
                        limits.getOrDefault(row.getObject("id", UUID.class), SendBy.ANY_TIME)))
                .list());
    }

    /** Has messages wait until their broadcast is resumed; whoever sent some when it was paused has gone silent. */
    private List<UUID> park(List<Waiting> paused) {
        List<UUID> ids = paused.stream().map(Waiting::id).toList();
        if (!ids.isEmpty()) {
            jdbi.useHandle(handle -> MessageSet.bind(
                            handle.createUpdate("update message m set state = 'QUEUED', due_at = 'infinity',"
                                    + " repeated = m.repeated or m.state = 'SENDING' where " + MessageSet.AMONG),
                            ids)
                    .execute());
        }
        return ids;
    }

    /**
     * Puts off messages of broadcasts whose recipients may not be written to now; a state they are in stays. Those of an aborted
     * one wait to be ended.
     */
    private List<UUID> hold(List<Waiting> ofBroadcasts, Instant now) {
        List<Held> held = ofBroadcasts.stream()
                .map(waiting -> new Held(
                        waiting.id(),
                        waiting.times()
                                .earliest(now, waiting.phone())
                                .filter(moment -> waiting.runs())
                                .orElse(now.plus(NO_WINDOW))))
                .filter(message -> message.moment().isAfter(now))
                .toList();
        if (held.isEmpty()) {
            return List.of();
        }
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update message m set due_at = h.moment::timestamptz,"
                                + " step_since = h.moment::timestamptz from unnest(:ids, :moments) h (id, moment) where m.id = h.id")
                .bind("ids", held.stream().map(Held::id).toArray(UUID[]::new))
                .bind("moments", held.stream().map(h -> h.moment().toString()).toArray(String[]::new))
                .execute());
        return held.stream().map(Held::id).toList();
    }

    private List<Waiting> waiting(List<UUID> ids, Instant now) {
        Map<Run, SendTimes> times = new HashMap<>();
        return jdbi.withHandle(handle -> MessageSet.bind(
                        handle.createQuery(
                                "select m.id, m.broadcast_id, m.channel, coalesce(c.phone, m.address) as phone, b.status"
                                        + " from message m join broadcast b on b.id = m.broadcast_id"
                                        + " left join contact c on c.id = m.contact_id where " + MessageSet.AMONG
                                        + " and " + CLAIMABLE
                                        + " for update of m"),
                        ids)
                .bind("now", now.toString())
                .map((row, context) -> new Waiting(
                        row.getObject("id", UUID.class),
                        times.computeIfAbsent(
                                new Run(row.getLong("broadcast_id"), Channel.valueOf(row.getString("channel"))),
                                run -> windows.of(run.broadcastId(), run.channel())),
                        row.getString("phone"),
                        row.getString("status")))
                .list());
    }

    public void renew(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> MessageSet.bind(
                        handle.createUpdate("update message m set claimed_until = :lease::timestamptz where "
                                + MessageSet.AMONG + " and m.state = 'SENDING' and m.content is not null"),
                        ids)
                .bind("lease", lease(clock.instant()))
                .execute());
    }

    private static String lease(Instant now) {
        return now.plusSeconds(Setting.LEASE_SECONDS.getInt()).toString();
    }

    /** Gives messages back that could not even be tried. */
    public void postpone(List<UUID> ids) {
        jdbi.useHandle(handle -> MessageSet.bind(
                        handle.createUpdate("update message m set state = 'QUEUED', attempts = m.attempts - 1,"
                                + " due_at = :due::timestamptz where " + MessageSet.AMONG + " and m.state = 'SENDING'"),
                        ids)
                .bind("due", clock.instant().plus(POSTPONE).toString())
                .execute());
    }
}
