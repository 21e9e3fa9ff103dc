package org.heliograph.broadcast;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a broadcast failed to run, or was paused by itself. The texts for people are in the bundles: a word or two under
 * {@code broadcast.statusReason.<name>}, and what to do next under {@code broadcast.reason.<status>.<name>}.
 */
public enum StatusReason {
    NO_RECIPIENTS(BroadcastStatus.FAILED),
    RECIPIENTS_MISSING(BroadcastStatus.FAILED),
    STEPS_MISSING(BroadcastStatus.FAILED),
    SENDER_MISSING(BroadcastStatus.FAILED),
    TARGET_UNKNOWN(BroadcastStatus.FAILED),
    FILTER_UNKNOWN(BroadcastStatus.FAILED),
    /** A message names an attribute that does not exist any more. */
    PLACEHOLDER_UNKNOWN(BroadcastStatus.FAILED),
    /** Its own sending hours and the company's never meet. */
    WINDOW_DISJOINT(BroadcastStatus.FAILED),
    TRIAL_OVER(BroadcastStatus.FAILED, BroadcastStatus.PAUSED),
    TRIAL_SMS(BroadcastStatus.FAILED),
    TRIAL_EMAILS(BroadcastStatus.FAILED),
    PROVIDER_ERRORS(BroadcastStatus.PAUSED),
    /** A rule refused the launch that none of the others stands for. */
    REFUSED(BroadcastStatus.FAILED);

    private final Set<BroadcastStatus> statuses;

    StatusReason(BroadcastStatus... statuses) {
        this.statuses = Set.of(statuses);
    }

    /** The statuses it may be the reason of. */
    public Set<BroadcastStatus> statuses() {
        return statuses;
    }

    /**
     * What a refused launch fails for.
     *
     * @param code of the error
     */
    public static StatusReason ofRefusal(String code) {
        return Stream.of(values())
                .filter(reason -> reason.name().toLowerCase(Locale.ROOT).equals(code))
                .filter(reason -> reason.statuses.contains(BroadcastStatus.FAILED))
                .findFirst()
                .orElse(REFUSED);
    }
}
