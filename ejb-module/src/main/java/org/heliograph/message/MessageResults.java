package org.heliograph.message;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.SendResult.Accepted;
import org.heliograph.channel.SendResult.Refused;
import org.heliograph.message.MessagesChanged.Change;
import org.heliograph.message.internal.References;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Records what came of handing messages over: one statement per set, and the news of it. */
@Stateless
@Tenanted
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MessageResults {

    private static final String ACCEPTED = MessageSet.sql(
            """
            update message m
            set state = 'SENT', sent_at = :now::timestamptz, parts = (:parts){own},
                account_id = :account, reference = (:references){own},
                failure = null, error_code = null, due_at = null,
                content = case when m.traffic = 'SYSTEM' then null else m.content end
            where {among} and m.state = 'SENDING' returning {change}
            """);

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private Refusals refusals;

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
            all.addAll(refusals.record(handle, refused, content));
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
        Instant now = clock.instant();
        SortedMap<UUID, Accepted> set = MessageSet.create();
        accepted.forEach(result -> set.put(result.messageId(), result));
        Collection<Accepted> results = set.values();
        List<Change> changes = MessageSet.bind(handle.createQuery(ACCEPTED), set)
                .bind("now", now.toString())
                .bind("account", accountId)
                .bind("parts", results.stream().map(Accepted::parts).toArray(Integer[]::new))
                .bind(
                        "references",
                        results.stream()
                                .map(result -> References.own(result, now))
                                .toArray(String[]::new))
                .map((row, context) -> Change.read(row, MessageState.SENDING, MessageState.SENT, null, now))
                .list();
        References.insertOthers(
                handle,
                accountId,
                accepted,
                changes.stream().map(Change::messageId).collect(Collectors.toSet()),
                now);
        return changes;
    }
}
