package org.heliograph.apiaccess.webhook;

import java.util.UUID;
import org.heliograph.message.MessageStatus;

/**
 * An update in hand.
 *
 * @param attempts this one included
 * @param status the message as it was when it changed
 */
record WebhookUpdate(long id, long companyId, String address, String host, int attempts, MessageStatus status) {

    /** The receiver recognises a repetition by it. */
    String publicId() {
        return "upd_" + id;
    }

    UUID messageId() {
        return status.id();
    }
}
