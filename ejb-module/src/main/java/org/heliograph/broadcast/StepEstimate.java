package org.heliograph.broadcast;

import java.io.Serializable;
import java.util.Map;
import org.heliograph.channel.Channel;

/**
 * What a step would do if every recipient came to it.
 *
 * @param reachable recipients to whom its message would be sent
 * @param skipped the others by the reason that the report would give
 * @param missing how many of the reachable have no value for a placeholder without a default; only those that somebody lacks
 * @param parts the SMS that its messages are cut into; null for other channels
 * @param hours who would have to wait for the sending hours; null if none hold or an earlier step
 *     reaches somebody
 */
public record StepEstimate(
        Channel channel, long reachable, Map<String, Long> skipped, Map<String, Long> missing, Parts parts, Hours hours)
        implements Serializable {

    /**
     * SMS parts.
     *
     * @param fewest of a message
     * @param most of a message
     * @param unicode messages that need the alphabet with fewer characters to a part
     * @param tooLong messages of more parts than the product lets anybody write
     * @param about whether a sample was taken for all
     */
    public record Parts(long total, int fewest, int most, long unicode, long tooLong, boolean about)
            implements Serializable {}

    /**
     * Sending hours.
     *
     * @param waiting recipients outside of them at the launch
     * @param never recipients for whom there is no time within them
     * @param about whether a sample was taken for all
     */
    public record Hours(long waiting, long never, boolean about) implements Serializable {}
}
