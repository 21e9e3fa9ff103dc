package org.heliograph.simulator.ledger;

import java.util.List;
import java.util.Map;
import org.heliograph.simulator.behaviour.Channel;

/**
 * The ledger in figures.
 *
 * @param lastSeq the newest entry's position, 0 for an empty ledger
 * @param kept entries that can still be read
 */
public record LedgerSummary(long lastSeq, long kept, Map<Channel, OfChannel> channels) {

    /**
     * @param outcomes messages by status; replies count here too
     * @param throttled submits refused for their rate; they have no entry
     * @param temporary submits refused for now; they have no entry
     * @param duplicates submits that repeated a message already there
     * @param recipients distinct recipients of messages that were taken
     * @param repeatedRecipients how many of them got more than one
     * @param repeated some of those, 1,000 at most
     */
    public record OfChannel(
            long messages,
            Map<Status, Long> outcomes,
            long throttled,
            long temporary,
            long duplicates,
            long recipients,
            long repeatedRecipients,
            List<Repeated> repeated) {}

    public record Repeated(String recipient, int messages) {}
}
