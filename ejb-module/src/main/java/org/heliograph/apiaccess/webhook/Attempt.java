package org.heliograph.apiaccess.webhook;

import java.time.Duration;

/**
 * What came of sending an update.
 *
 * @param end how it ended; null if it is to be tried again
 * @param result a status, or why there was none
 * @param delay until it is tried again; null if it is not
 */
record Attempt(WebhookUpdate update, End end, String result, Duration delay) {

    enum End {
        DELIVERED,
        /** The last attempt failed. */
        FAILED,
        /** The receiver wants no more. */
        GONE,
        /** The address is not on the public network. */
        REFUSED
    }

    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int GONE = 410;

    static Attempt answered(WebhookUpdate update, int status, Duration retryAfter) {
        String result = Integer.toString(status);
        if (status >= OK && status < REDIRECTION) {
            return new Attempt(update, End.DELIVERED, result, null);
        }
        return status == GONE ? new Attempt(update, End.GONE, result, null) : failed(update, result, retryAfter);
    }

    static Attempt refused(WebhookUpdate update) {
        return new Attempt(update, End.REFUSED, "address not public", null);
    }

    /** @param retryAfter what the receiver asked for; null if nothing */
    static Attempt failed(WebhookUpdate update, String result, Duration retryAfter) {
        return RetrySchedule.delay(update.attempts(), retryAfter)
                .map(delay -> new Attempt(update, null, result, delay))
                .orElseGet(() -> new Attempt(update, End.FAILED, result, null));
    }
}
