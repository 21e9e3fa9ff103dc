package org.heliograph.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import org.heliograph.channel.Failure;
import org.heliograph.channel.SendResult.Refused;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.message.internal.References;
import org.heliograph.platform.Setting;
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
    private static final String UNTRIED = "((:untried){own} and m.attempts > 0"
            + " and coalesce(m.step_since, m.created_at) > :now::timestamptz - interval '1 day')";

    /** When the next channel is tried instead, if there is one: after the time for which the step waits for success. */
    private static final String STEP_ENDS =
            """
            (select coalesce(m.step_since, m.created_at) + make_interval(secs => s.wait_minutes * :minute)
             from broadcast_step s join broadcast_step n on n.broadcast_id = s.broadcast_id and n.position = s.position + 1
             where s.broadcast_id = m.broadcast_id and s.position = m.step)""";

    private static final String AGAIN = "((:retryable){own} and ({untried} or m.attempts <= cardinality(:delays))"
            + " and coalesce({ends} > :now::timestamptz, true))";

    private static final String REFUSED = MessageSet.sql(
            """
            update message m
            set state = case when {again} then 'QUEUED' else 'FAILED' end,
                content = case when {again} then ((:contents){own})::jsonb else m.content end,
                due_at = case when {again} then least({ends}, :now::timestamptz
                    + make_interval(secs => greatest((:waits){own}, (:delays)[case when {untried} then 1 else m.attempts end])
                                            * case when {untried} then 1 + random() else 1 end)) end,
                attempts = case when {untried} then m.attempts - 1 else m.attempts end,
                repeated = m.repeated or (:ambiguous){own} and {again},
                failure = (:failures){own},
                error_code = (:codes){own}
            where {among} and m.state = 'SENDING' returning {change}, m.state, m.failure
            """
                    .replace("{again}", AGAIN)
                    .replace("{ends}", STEP_ENDS)
                    .replace("{untried}", UNTRIED));

    @Inject
    private Clock clock;

    /** Temporary failures go back with a delay; final ones end the message. */
    List<Change> record(Handle handle, List<Refused> results, Function<UUID, String> content) {
        if (results.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        SortedMap<UUID, Refused> set = MessageSet.create();
        results.forEach(result -> set.put(result.messageId(), result));
        Collection<Refused> refused = set.values();
        return MessageSet.bind(handle.createQuery(REFUSED), set)
                .bind("now", now.toString())
                .bind("minute", Setting.STEP_MINUTE.getInt())
                .bind("failures", refused.stream().map(r -> r.failure().name()).toArray(String[]::new))
                .bind(
                        "codes",
                        refused.stream().map(r -> References.storable(r.code())).toArray(String[]::new))
                .bind(
                        "retryable",
                        refused.stream().map(r -> r.failure().retryable()).toArray(Boolean[]::new))
                .bind(
                        "untried",
                        refused.stream()
                                .map(r -> r.failure().untried() && !r.partly())
                                .toArray(Boolean[]::new))
                .bind(
                        "ambiguous",
                        refused.stream()
                                .map(r -> r.failure() == Failure.NO_RESPONSE || r.partly())
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
                .map((row, context) -> Change.read(
                        row,
                        MessageState.SENDING,
                        MessageState.valueOf(row.getString("state")),
                        row.getString("failure"),
                        now))
                .list();
    }
}
