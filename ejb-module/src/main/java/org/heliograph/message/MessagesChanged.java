package org.heliograph.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Messages have changed their state. Fired inside the transaction that changed them. */
public record MessagesChanged(long companyId, List<Change> changes) {

    /**
     * One message.
     *
     * @param broadcastId null for a single message, with recipientNo and step
     * @param webhook whether a program wants to be told
     * @param before the state until now
     */
    public record Change(
            UUID messageId,
            Long broadcastId,
            Integer recipientNo,
            Integer step,
            boolean webhook,
            MessageState before,
            MessageState after,
            String failure,
            Instant at) {

        /** The columns of {@code message m} that {@link #read} needs. */
        public static final String COLUMNS =
                "m.id, m.broadcast_id, m.recipient_no, m.step, m.webhook is not null as has_webhook";

        /** From a row with the {@link #COLUMNS}. */
        public static Change read(ResultSet row, MessageState before, MessageState after, String failure, Instant at)
                throws SQLException {
            return new Change(
                    row.getObject("id", UUID.class),
                    row.getObject("broadcast_id", Long.class),
                    row.getObject("recipient_no", Integer.class),
                    row.getObject("step", Integer.class),
                    row.getBoolean("has_webhook"),
                    before,
                    after,
                    failure,
                    at);
        }

        /** Whether the carrier has taken it just now. */
        public boolean isHandOver() {
            return before.rank() == 0 && after.rank() > 0 && after != MessageState.FAILED;
        }

        /** Whether it had been given up, and a report tells that the carrier has taken it all the same. */
        public boolean isLateHandOver() {
            return before == MessageState.FAILED && after.rank() > MessageState.FAILED.rank();
        }
    }
}
