package org.heliograph.system;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Messages of the last months, delivered, as a company of some years has them; they can be taken away and put back. */
final class History {

    private static final int MONTHS = 10;

    private final Connection connection;
    private final List<Month> months = new ArrayList<>();
    private boolean shown = true;

    /** A partition of messages, and the clause that says which are in it. */
    private record Month(String partition, String bounds) {}

    private History(Connection connection) {
        this.connection = connection;
    }

    /** Writes so many, with what their carrier called them, evenly over the months before this one. */
    static History write(Connection connection, int messages) throws SQLException {
        History history = new History(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            for (int month = 1; month <= MONTHS; month++) {
                statement.execute("select ensure_message_partition(now() - interval '" + month + " month')");
                statement.execute(insert(month, messages / MONTHS));
                history.months.add(month(statement, month));
            }
            // Or the database would do it beside what is measured next.
            statement.execute("vacuum (analyze) message");
            statement.execute("checkpoint");
        }
        return history;
    }

    private static Month month(Statement statement, int ago) throws SQLException {
        try (ResultSet row = statement.executeQuery("select relname, pg_get_expr(relpartbound, oid) from pg_class"
                + " where oid = to_regclass('message_' || to_char(now() - interval '" + ago + " month', 'YYYYMM'))")) {
            row.next();
            return new Month(row.getString(1), row.getString(2));
        }
    }

    /** Takes them away from the product, or puts them back; false if that is so already. */
    boolean show(boolean wanted) throws SQLException {
        if (wanted == shown) {
            return false;
        }
        alter(wanted ? "attach partition %1$s %2$s" : "detach partition %1$s");
        shown = wanted;
        return true;
    }

    private void alter(String change) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Month month : months) {
                statement.execute("alter table message " + change.formatted(month.partition(), month.bounds()));
            }
        }
    }

    /** Ids as the product makes them: UUIDs of version 7, in the order of time. */
    private static String insert(int month, int messages) {
        return """
                insert into message (id, company_id, channel, sender_id, sender, account_id, reference, contact_id, address,
                                     state, attempts, country, created_at, sent_at, delivered_at)
                select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7'
                            || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
                       s.company_id, 'SMS', s.id, s.address, s.account_id, md5(at::text), n,
                       '+1917' || lpad((n %% 10000000)::text, 7, '0'), 'DELIVERED', 1, 'US', at, at, at
                from (select min(id) as id from sender where channel = 'SMS') first join sender s using (id),
                     generate_series(1, %2$d) n,
                     lateral (select date_trunc('month', now() - interval '%1$d month')
                                     + n * interval '27 days' / %2$d as at) moment
                """
                .formatted(month, messages);
    }
}
