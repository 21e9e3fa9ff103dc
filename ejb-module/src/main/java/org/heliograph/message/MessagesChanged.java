package org.heliograph.message;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Messages have changed their state. Fired inside the transaction that changed them. */
public record MessagesChanged(long companyId, List<Change> changes) {

    /**
     * One message.
     *
     * @param broadcastId null for a single message, with recipientNo and step
     * @param before the state until now
     */
    public record Change(
            UUID messageId,
            Long broadcastId,
            Integer recipientNo,
            Integer step,
            MessageState before,
            MessageState after,
            String failure,
            Instant at) {

        /** Whether the carrier has taken it just now. */
        public boolean isHandOver() {
            return before.rank() == 0 && after.rank() > 0 && after != MessageState.FAILED;
        }
    }
}
