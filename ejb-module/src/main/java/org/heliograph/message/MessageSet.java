package org.heliograph.message;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.heliograph.message.MessagesChanged.Change;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Statements about a set of messages {@code m}, and updates with a value of its own for each. Their ids ascend, so that each finds its values in
 * arrays by bisection. A join with {@code unnest} costs a quarter more, and as long as a month is too new for the statistics
 * it reads all of the month for each.
 */
public final class MessageSet {

    /** As PostgreSQL sorts ids, by their bytes; Java takes the halves as signed. */
    private static final Comparator<UUID> AS_STORED = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    /**
     * That a message {@code m} is of the set. The planner finds the months of an array only if it plans anew each time; between the
     * least and the most id a kept plan finds them when it runs.
     */
    public static final String AMONG = "m.id between :least and :most and m.id = any(:ids)";

    private MessageSet() {}

    /**
     * A statement with {@code {among}} for the condition that a message is of the set (only the months of the least to the most id
     * are looked through), {@code {own}} after an array for the message's value, and {@code {change}} for the columns of a change.
     */
    public static String sql(String template) {
        return template.replace("{among}", AMONG)
                .replace("{own}", "[width_bucket(m.id, :ids)]")
                .replace("{change}", Change.COLUMNS);
    }

    /** For values by their message, in the order of ids. */
    public static <T> SortedMap<UUID, T> create() {
        return new TreeMap<>(AS_STORED);
    }

    /** @param set of one message at least */
    public static Query bind(Query query, SortedMap<UUID, ?> set) {
        return bind(query, set.keySet(), set.firstKey(), set.lastKey());
    }

    /**
     * For the condition {@link #AMONG}.
     *
     * @param ids one at least
     */
    public static <S extends SqlStatement<S>> S bind(S statement, Collection<UUID> ids) {
        return bind(statement, ids, Collections.min(ids, AS_STORED), Collections.max(ids, AS_STORED));
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Collection<UUID> ids, UUID least, UUID most) {
        return statement.bind("least", least).bind("most", most).bind("ids", ids.toArray(UUID[]::new));
    }
}
