package org.heliograph.contact;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All about one contact.
 *
 * @param attributes by name: texts, numbers, booleans, dates as ISO 8601 texts
 * @param tags names in order
 * @param rcsCapable null if it was never asked
 */
public record ContactDetails(
        long id,
        String phone,
        Map<String, Object> attributes,
        List<String> tags,
        List<OptOut> optOuts,
        Boolean rcsCapable,
        Instant rcsCheckedAt,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * An opt-out in force.
     *
     * @param sender name of the sender ID; null for the whole channel
     * @param user who set it by hand; null if the contact did
     */
    public record OptOut(long id, String channel, String sender, Instant at, String user) implements Serializable {

        // Read by pages.
        public long getId() {
            return id;
        }

        public String getChannel() {
            return channel;
        }

        public String getSender() {
            return sender;
        }

        public Instant getAt() {
            return at;
        }

        public String getUser() {
            return user;
        }
    }
}
