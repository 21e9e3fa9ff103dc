package org.heliograph.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.heliograph.channel.Failure;
import org.heliograph.channel.SendResult.Refused;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.message.internal.References;
import org.jdbi.v3.core.Handle;

/** Records that carriers did not take messages: some are tried again, others have failed. */
@ApplicationScoped
class Refusals {

    /** How long to wait before the second, third … attempt; after the last the message has failed. */
    private static final List<Duration> RETRY_AFTER =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10));

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

    @Inject
    private Clock clock;

    /** Temporary failures go back with a delay; final ones end the message. */
    List<Change> record(Handle handle, List<Refused> refused, Function<UUID, String> content) {
        if (refused.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        return handle.createQuery(REFUSED)
                .bind("now", now.toString())
                .bind("ids", refused.stream().map(Refused::messageId).toArray(UUID[]::new))
                .bind("failures", refused.stream().map(r -> r.failure().name()).toArray(String[]::new))
                .bind(
                        "codes",
                        refused.stream().map(r -> References.storable(r.code())).toArray(String[]::new))
                .bind(
                        "retryable",
                        refused.stream().map(r -> r.failure().retryable()).toArray(Boolean[]::new))
                .bind(
                        "untried",
                        refused.stream().map(r -> r.failure().untried()).toArray(Boolean[]::new))
                .bind(
                        "ambiguous",
                        refused.stream()
                                .map(r -> r.failure() == Failure.NO_RESPONSE)
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
}
