package org.heliograph.simulator.behaviour;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How one channel treats its messages. Percentages run from 0 to 100 and pick recipients by a hash, so the same
 * recipient always meets the same fate; see {@link Verdict}.
 *
 * @param delayMinMs shortest time from acceptance to report, milliseconds
 * @param delayMaxMs longest time from acceptance to report, milliseconds
 * @param reachablePercent share of recipients that have the channel, where no pattern below decides
 * @param reachable recipients that have the channel
 * @param unreachable recipients that do not have it; stronger than {@code reachable}
 * @param refusedPercent share refused for good when submitted
 * @param refusal the error of a refusal, in the protocol's own spelling; null for the usual one
 * @param temporaryPercent share refused for now when submitted
 * @param temporaryAttempts how many attempts of such a recipient fail before one succeeds
 * @param silentPercent share that gets no answer at all
 * @param undeliveredPercent share reported as failed
 * @param expiredPercent share reported as expired
 * @param lostReportPercent share of the others whose report never comes
 * @param duplicateReportPercent share whose report comes twice
 * @param displayedPercent share of the delivered that is read
 * @param displayDelayMs milliseconds from delivery to reading
 * @param manualRead whether reading waits for someone to open the message on the handset page
 * @param throttlePerSecond messages taken per second, 0 for no limit
 */
public record ChannelBehaviour(
        int delayMinMs,
        int delayMaxMs,
        double reachablePercent,
        List<Pattern> reachable,
        List<Pattern> unreachable,
        double refusedPercent,
        String refusal,
        double temporaryPercent,
        int temporaryAttempts,
        double silentPercent,
        double undeliveredPercent,
        double expiredPercent,
        double lostReportPercent,
        double duplicateReportPercent,
        double displayedPercent,
        int displayDelayMs,
        boolean manualRead,
        int throttlePerSecond,
        List<Rule> rules) {

    public ChannelBehaviour {
        reachable = reachable == null ? List.of() : List.copyOf(reachable);
        unreachable = unreachable == null ? List.of() : List.copyOf(unreachable);
        rules = rules == null ? List.of() : List.copyOf(rules);
        if (delayMinMs < 0 || delayMaxMs < delayMinMs) {
            throw new IllegalArgumentException("delayMinMs must not be negative or above delayMaxMs");
        }
        percent("reachablePercent", reachablePercent);
        percent("refusedPercent", refusedPercent);
        percent("temporaryPercent", temporaryPercent);
        percent("silentPercent", silentPercent);
        percent("undeliveredPercent", undeliveredPercent);
        percent("expiredPercent", expiredPercent);
        percent("lostReportPercent", lostReportPercent);
        percent("duplicateReportPercent", duplicateReportPercent);
        percent("displayedPercent", displayedPercent);
        percent(
                "refusedPercent, temporaryPercent and silentPercent together",
                refusedPercent + temporaryPercent + silentPercent);
        percent("undeliveredPercent and expiredPercent together", undeliveredPercent + expiredPercent);
        if (throttlePerSecond < 0 || displayDelayMs < 0 || temporaryAttempts < 0) {
            throw new IllegalArgumentException(
                    "throttlePerSecond, displayDelayMs and temporaryAttempts must not be negative");
        }
    }

    /** Everything delivered within one to three seconds. */
    static ChannelBehaviour obliging(double reachablePercent, double displayedPercent) {
        return new ChannelBehaviour(
                1000,
                3000,
                reachablePercent,
                null,
                null,
                0,
                null,
                0,
                1,
                0,
                0,
                0,
                0,
                0,
                displayedPercent,
                2000,
                false,
                0,
                null);
    }

    boolean reaches(String recipient, double draw) {
        if (unreachable.stream().anyMatch(pattern -> pattern.matcher(recipient).find())) {
            return false;
        }
        return draw < reachablePercent
                || reachable.stream()
                        .anyMatch(pattern -> pattern.matcher(recipient).find());
    }

    private static void percent(String name, double value) {
        if (!(value >= 0 && value <= 100)) {
            throw new IllegalArgumentException(name + " must be between 0 and 100, not " + value);
        }
    }
}
