package org.heliograph.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.heliograph.channel.Failure;
import org.heliograph.channel.SendResult.Refused;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.message.internal.References;
import org.heliograph.platform.Ids;
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
    private static final String UNTRIED = "((:untried)[width_bucket(m.id, :ids)] and m.attempts > 0"
            + " and m.created_at > :now::timestamptz - interval '1 day')";

    private static final String AGAIN =
            "((:retryable)[width_bucket(m.id, :ids)]" + " and (" + UNTRIED + " or m.attempts <= cardinality(:delays)))";

    /** Their ids ascend, so that each finds its own by bisection. */
    private static final String REFUSED =
            """
            update message m
            set state = case when {again} then 'QUEUED' else 'FAILED' end,
                content = case when {again} then ((:contents)[width_bucket(m.id, :ids)])::jsonb else m.content end,
                due_at = case when {again} then :now::timestamptz
                    + make_interval(secs => greatest((:waits)[width_bucket(m.id, :ids)],
                                                     (:delays)[case when {untried} then 1 else m.attempts end])
                                            * case when {untried} then 1 + random() else 1 end) end,
                attempts = case when {untried} then m.attempts - 1 else m.attempts end,
                repeated = m.repeated or (:ambiguous)[width_bucket(m.id, :ids)] and {again},
                failure = (:failures)[width_bucket(m.id, :ids)],
                error_code = (:codes)[width_bucket(m.id, :ids)]
            where m.id between :least and :most and m.id = any(:ids) and m.state = 'SENDING'
            returning {change}, m.state, m.failure
            """
                    .replace("{change}", Change.COLUMNS)
                    .replace("{again}", AGAIN)
                    .replace("{untried}", UNTRIED);

    @Inject
    private Clock clock;

    /** Temporary failures go back with a delay; final ones end the message. */
    List<Change> record(Handle handle, List<Refused> results, Function<UUID, String> content) {
        if (results.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        SortedMap<UUID, Refused> sorted = new TreeMap<>(Ids.AS_STORED);
        results.forEach(result -> sorted.put(result.messageId(), result));
        Collection<Refused> refused = sorted.values();
        return handle.createQuery(REFUSED)
                .bind("now", now.toString())
                .bind("least", sorted.firstKey())
                .bind("most", sorted.lastKey())
                .bind("ids", sorted.keySet().toArray(UUID[]::new))
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
                .map((row, context) -> Change.read(
                        row,
                        MessageState.SENDING,
                        MessageState.valueOf(row.getString("state")),
                        row.getString("failure"),
                        now))
                .list();
    }
}
