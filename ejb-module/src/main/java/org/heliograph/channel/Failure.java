package org.heliograph.channel;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a message was not sent: the closed list that providers translate their codes into. The text for people is in the
 * bundles under {@code failure.<name>}.
 */
public enum Failure {
    /** The carrier asks to slow down. */
    THROTTLED(true),
    /** The recipient's sending hours were about to end before its turn came. */
    HOURS_OVER(true),
    /** No connection, or it broke before the message was handed over. */
    UNREACHABLE(true),
    /** An answer of the carrier did not come, so the message may or may not have been taken. */
    NO_RESPONSE(true),
    /** The carrier had a passing fault of its own. */
    CARRIER_ERROR(true),
    INVALID_RECIPIENT(false),
    /** The recipient cannot be reached on this channel, for example no RCS on the device. */
    NOT_CAPABLE(false),
    INVALID_SENDER(false),
    INVALID_CONTENT(false),
    /** The carrier refuses the account: credentials, balance, permissions. */
    ACCOUNT_REFUSED(false),
    /** The contact opted out of the channel or sender between the request and the sending. */
    OPTED_OUT(false),
    REJECTED(false);

    private final boolean retryable;

    Failure(boolean retryable) {
        this.retryable = retryable;
    }

    public boolean retryable() {
        return retryable;
    }

    /** Whether the message was not even looked at, which uses up no attempt. */
    public boolean untried() {
        return this == UNREACHABLE || this == THROTTLED || this == HOURS_OVER;
    }

    /** Whether the carrier, the connection to it or what it knows of us is at fault: other recipients fare no better. */
    public boolean ofCarrier() {
        return this == UNREACHABLE
                || this == NO_RESPONSE
                || this == CARRIER_ERROR
                || this == ACCOUNT_REFUSED
                || this == INVALID_SENDER;
    }

    /** The one of this name; none for other reasons, such as a report's. */
    public static Optional<Failure> find(String name) {
        return Stream.of(values())
                .filter(failure -> failure.name().equals(name))
                .findFirst();
    }
}
