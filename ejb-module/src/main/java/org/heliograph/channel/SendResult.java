package org.heliograph.channel;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What came of handing one message to the carrier. */
public sealed interface SendResult {

    UUID messageId();

    /**
     * The carrier took it.
     *
     * @param references the carrier's ids, one a part, normalised as reports will name them (SMPP: lower case, no
     *     leading zeros)
     */
    record Accepted(UUID messageId, List<String> references) implements SendResult {

        /** As many as the carrier has ids for; one if it gives none. */
        public int parts() {
            return Math.max(1, references.size());
        }
    }

    /**
     * The carrier did not take it.
     *
     * @param code the carrier's own code, for the EDR
     * @param retryAfter when the carrier says how long to wait, else null
     * @param partly whether it took, or may have taken, some of the parts
     */
    record Refused(UUID messageId, Failure failure, String code, Duration retryAfter, boolean partly)
            implements SendResult {
        public Refused(UUID messageId, Failure failure, String code, Duration retryAfter) {
            this(messageId, failure, code, retryAfter, false);
        }

        public Refused(UUID messageId, Failure failure, String code) {
            this(messageId, failure, code, null);
        }
    }
}
