package org.heliograph.message.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.channel.TornCharacters;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Long inbound messages whose parts have not all come; a repeated part changes nothing. Works in the transaction of its
 * caller, so that a message is stored together with its last part.
 */
@ApplicationScoped
public class PartialMessages {

    /**
     * After so long the rest is not waited for. It counts from when the first part came out of the queue, which may have held
     * them all for longer.
     */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Locks the row, so that of two parts that come at once one finds the other. */
    private static final String OPEN =
            """
            insert into partial_message as p (company_id, account_id, sender, address, reference, total, texts, received_at)
            values (:company, :account, :sender, :address, :reference, :total, :none, :now::timestamptz)
            on conflict (company_id, account_id, sender, address, reference, total)
                do update set received_at = p.received_at
            returning id, texts, completed_at is not null, received_at
            """;

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    private record Partial(long id, String[] texts, boolean complete, Instant since) {}

    /** A message as far as it came. */
    record Overdue(long accountId, Inbound message) {}

    /**
     * Adds a part.
     *
     * @return the whole message if this was the last one missing; before it the one that had begun under the same reference,
     *     as far as it came, if this part is not of that
     */
    List<Inbound> add(long accountId, Inbound part) {
        return jdbi.withHandle(handle -> add(handle, open(handle, accountId, part), part));
    }

    private Partial open(Handle handle, long accountId, Inbound part) {
        return handle.createQuery(OPEN)
                .bind("company", Callers.get().company())
                .bind("account", accountId)
                .bind("sender", part.to())
                .bind("address", part.from())
                .bind("reference", part.part().reference())
                .bind("total", part.part().total())
                .bind("none", new String[part.part().total()])
                .bind("now", clock.instant().toString())
                .map((row, context) -> new Partial(
                        row.getLong(1),
                        texts(row, 2),
                        row.getBoolean(3),
                        row.getTimestamp(4).toInstant()))
                .one();
    }

    private List<Inbound> add(Handle handle, Partial known, Inbound part) {
        int place = part.part().number() - 1;
        String text = Objects.requireNonNullElse(References.storable(part.text()), "");
        String[] texts = known.texts();
        Instant since = known.since();
        List<Inbound> given = new ArrayList<>();
        if (text.equals(texts[place])) {
            return given;
        }
        if (texts[place] != null) {
            if (!known.complete()) {
                given.add(message(part.from(), part.to(), texts, earlier(since, part.at())));
            }
            texts = new String[texts.length];
            since = clock.instant();
        }
        texts[place] = text;
        boolean complete = Stream.of(texts).allMatch(Objects::nonNull);
        if (complete) {
            given.add(message(part.from(), part.to(), texts, earlier(since, part.at())));
        }
        handle.createUpdate("update partial_message set texts = :texts, received_at = :since::timestamptz,"
                        + " completed_at = case when :complete then :now::timestamptz end"
                        + " where company_id = :company and id = :id")
                .bind("texts", texts)
                .bind("since", since.toString())
                .bind("complete", complete)
                .bind("now", clock.instant().toString())
                .bind("company", Callers.get().company())
                .bind("id", known.id())
                .execute();
        return given;
    }

    /** Takes out a message that waits for its parts no longer; empty if it has become complete, or another server has it. */
    Optional<Overdue> takeOverdue(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("delete from partial_message"
                        + " where company_id = :company and id = :id and completed_at is null"
                        + " and received_at < :overdue::timestamptz"
                        + " returning account_id, address, sender, texts, received_at")
                .bind("company", Callers.get().company())
                .bind("id", id)
                .bind("overdue", clock.instant().minus(PATIENCE).toString())
                .map((row, context) -> new Overdue(
                        row.getLong(1),
                        message(
                                row.getString(2),
                                row.getString(3),
                                texts(row, 4),
                                row.getTimestamp(5).toInstant())))
                .findOne());
    }

    private static String[] texts(ResultSet row, int column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Inbound message(String from, String to, String[] texts, Instant since) {
        String text = Stream.of(texts).filter(Objects::nonNull).collect(Collectors.joining());
        return new Inbound(from, to, TornCharacters.mend(text), null, null, since, null);
    }
}
