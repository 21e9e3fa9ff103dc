package org.heliograph.simulator.ledger;

/** How far a message has come, seen from the carrier. */
public enum Status {
    /** Taken; a report will follow. */
    ACCEPTED,
    DELIVERED,
    DISPLAYED,
    UNDELIVERED,
    EXPIRED,
    /** Delivered, but no report is sent. */
    LOST_REPORT,
    /** Refused for good at submission. */
    REFUSED,
    /** Received and never answered; not on the handset. */
    SILENT,
    /** Taken back by its sender before delivery. */
    REVOKED,
    /** Sent by the handset. */
    REPLY;

    /** Whether the carrier has answered for this message, so that a second one would be a double. */
    boolean taken() {
        return this != REFUSED && this != SILENT && this != REPLY && this != REVOKED;
    }

    public boolean onHandset() {
        return this == DELIVERED || this == DISPLAYED || this == LOST_REPORT || this == REPLY;
    }
}
