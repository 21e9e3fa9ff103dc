package org.heliograph.message;

import org.heliograph.channel.ProviderEvent;

/**
 * How a message stands. A report only ever raises the rank: a late "undelivered" does not undo a "delivered", a late
 * "delivered" does correct an "undelivered".
 */
public enum MessageState {
    QUEUED(0),
    SENDING(0),
    /** The carrier took it. */
    SENT(1),
    /** The carrier did not take it. */
    FAILED(1),
    UNDELIVERED(2),
    EXPIRED(2),
    REJECTED(2),
    DELIVERED(3),
    DISPLAYED(4),
    /** An inbound message. */
    RECEIVED(5);

    private final int rank;

    MessageState(int rank) {
        this.rank = rank;
    }

    public int rank() {
        return rank;
    }

    public boolean isFailure() {
        return this == FAILED || this == UNDELIVERED || this == EXPIRED || this == REJECTED;
    }

    /** What a report makes of a message; null if it says nothing final. */
    public static MessageState of(ProviderEvent.Status status) {
        return switch (status) {
            case DELIVERED -> DELIVERED;
            case DISPLAYED -> DISPLAYED;
            case UNDELIVERED -> UNDELIVERED;
            case EXPIRED -> EXPIRED;
            case REJECTED -> REJECTED;
            case ACCEPTED, UNKNOWN -> null;
        };
    }
}
