package org.heliograph.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.heliograph.channel.Failure;
import org.heliograph.channel.SendBy;
import org.heliograph.channel.Sender;

/**
 * Messages of a broadcast's step that are handed over together for the first time. They have no row until their result is
 * there; their recipients hold their ids.
 *
 * @param made when their recipients were claimed
 */
public record Drafts(Sender sender, long broadcastId, int step, Instant made, List<Draft> all) {

    /**
     * One of them.
     *
     * @param recipientNo in the broadcast
     * @param values of its placeholders
     * @param repeated whether an interrupted attempt may have handed it over already
     * @param obstacle why it may not be handed over again; null if it may
     * @param sendBy as its recipient's sending hours end
     */
    public record Draft(
            UUID id,
            int recipientNo,
            long contactId,
            String address,
            Map<String, String> values,
            boolean repeated,
            Failure obstacle,
            SendBy sendBy) {}

    /** Some of them. */
    public Drafts only(Predicate<Draft> wanted) {
        return new Drafts(
                sender, broadcastId, step, made, all.stream().filter(wanted).toList());
    }
}
