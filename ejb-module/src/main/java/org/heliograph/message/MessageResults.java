package org.heliograph.message;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.SendResult.Accepted;
import org.heliograph.channel.SendResult.Refused;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Records what came of handing messages over: one statement per set, and the news of it. */
@Stateless
@Tenanted
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MessageResults {

    /** How long to wait before the second, third … attempt; after the last the message has failed. */
    private static final List<Duration> RETRY_AFTER =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10));

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private Event<MessagesChanged> changed;

    /** @param content what a message that will be tried again says, as JSON, by its id */
    public void record(long accountId, List<SendResult> results, Function<UUID, String> content) {
        List<Accepted> accepted = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (SendResult result : results) {
            if (result instanceof Accepted taken) {
                accepted.add(taken);
            } else {
                refused.add((Refused) result);
            }
        }
        List<Change> changes = jdbi.withHandle(handle -> {
            List<Change> all = new ArrayList<>(recordAccepted(handle, accountId, accepted));
            all.addAll(recordRefused(handle, refused, content));
            return all;
        });
        if (!changes.isEmpty()) {
            changed.fire(new MessagesChanged(Callers.get().company(), changes));
        }
    }

    private List<Change> recordAccepted(Handle handle, long accountId, List<Accepted> accepted) {
        if (accepted.isEmpty()) {
            return List.of();
        }
        MessageParts.insert(handle, accountId, accepted);
        Instant now = clock.instant();
        return handle.createQuery("update message m set state = 'SENT', sent_at = :now::timestamptz, parts = r.parts,"
                        + " failure = null, error_code = null, due_at = null,"
                        + " content = case when m.traffic = 'SYSTEM' then null else m.content end"
                        + " from unnest(:ids, :parts) r (id, parts)"
                        + " where m.id = r.id and m.state = 'SENDING'"
                        + " returning m.id, m.broadcast_id, m.recipient_no, m.step")
                .bind("now", now.toString())
                .bind("ids", accepted.stream().map(Accepted::messageId).toArray(UUID[]::new))
                .bind(
                        "parts",
                        accepted.stream()
                                .map(result -> Math.max(1, result.references().size()))
                                .toArray(Integer[]::new))
                .map((row, context) -> new Change(
                        row.getObject("id", UUID.class),
                        row.getObject("broadcast_id", Long.class),
                        row.getObject("recipient_no", Integer.class),
                        row.getObject("step", Integer.class),
                        MessageState.SENDING,
                        MessageState.SENT,
                        null,
                        now))
                .list();
    }

    /** Temporary failures go back with a delay; final ones end the message. */
    private List<Change> recordRefused(Handle handle, List<Refused> refused, Function<UUID, String> content) {
        if (refused.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        return handle.createQuery(REFUSED)
                .bind("now", now.toString())
                .bind("ids", refused.stream().map(Refused::messageId).toArray(UUID[]::new))
                .bind("failures", refused.stream().map(r -> r.failure().name()).toArray(String[]::new))
                .bind("codes", refused.stream().map(r -> storable(r.code())).toArray(String[]::new))
                .bind(
                        "retryable",
                        refused.stream().map(r -> r.failure().retryable()).toArray(Boolean[]::new))
                .bind(
                        "untried",
                        refused.stream().map(r -> r.failure().untried()).toArray(Boolean[]::new))
                .bind(
                        "ambiguous",
                        refused.stream()
                                .map(r -> r.failure() == org.heliograph.channel.Failure.NO_RESPONSE)
                                .toArray(Boolean[]::new))
                .bind(
                        "waits",
                        refused.stream()
                                .map(r -> r.retryAfter() == null
                                        ? 0
                                        : (int) Math.min(3600, r.retryAfter().toSeconds()))
                                .toArray(Integer[]::new))
                .bind(
                        "contents",
                        refused.stream()
                                .map(r -> r.failure().retryable() ? content.apply(r.messageId()) : null)
                                .toArray(String[]::new))
                .bind(
                        "delays",
                        RETRY_AFTER.stream().map(d -> (int) d.toSeconds()).toArray(Integer[]::new))
                .map((row, context) -> new Change(
                        row.getObject("id", UUID.class),
                        row.getObject("broadcast_id", Long.class),
                        row.getObject("recipient_no", Integer.class),
                        row.getObject("step", Integer.class),
                        MessageState.SENDING,
                        MessageState.valueOf(row.getString("state")),
                        row.getString("failure"),
                        now))
                .list();
    }

    /** PostgreSQL stores every character but NUL, which a carrier may send all the same. */
    static String storable(String text) {
        return text == null ? null : text.replace("\0", "");
    }

    /**
     * A message that was not even handed over, since there was no connection or the carrier was overrun, has used no
     * attempt, for a day. Many of those come at once; they are spread, or they would come at once again.
     */
    private static final String REFUSED =
            """
            update message m
            set state = case when a.again then 'QUEUED' else 'FAILED' end,
                content = case when a.again then r.content::jsonb else m.content end,
                due_at = case when a.again
                              then :now::timestamptz + make_interval(secs => greatest(r.wait, (:delays)[a.attempts])
                                                                      * case when a.untried then 1 + random() else 1 end) end,
                attempts = case when a.untried then m.attempts - 1 else m.attempts end,
                repeated = m.repeated or (r.ambiguous and a.again),
                failure = r.failure,
                error_code = r.code
            from unnest(:ids, :failures, :codes, :retryable, :untried, :ambiguous, :waits, :contents)
                 r (id, failure, code, retryable, untried, ambiguous, wait, content)
            join message was on was.id = r.id
            cross join lateral (
                select r.untried and was.attempts > 0
                       and was.created_at > :now::timestamptz - interval '1 day' as untried) u
            cross join lateral (
                select u.untried, case when u.untried then 1 else was.attempts end as attempts,
                       r.retryable and (u.untried or was.attempts <= cardinality(:delays)) as again) a
            where m.id = r.id and m.state = 'SENDING'
            returning m.id, m.broadcast_id, m.recipient_no, m.step, m.state, m.failure
            """;
}
