package org.heliograph.simulator.behaviour;

/** What the carrier does with one message. */
public enum Outcome {
    /** Taken and reported as delivered. */
    DELIVERED,
    /** Taken, reported as delivered and then as read, where the channel can say so. */
    DISPLAYED,
    /** Taken and reported as failed for good (an undelivered receipt, a bounce). */
    UNDELIVERED,
    /** Taken and reported as expired. */
    EXPIRED,
    /** Taken and delivered, but the report never comes. */
    LOST_REPORT,
    /** Refused for good when submitted. */
    REFUSED,
    /** Refused for now when submitted; a later attempt succeeds. */
    TEMPORARY,
    /** Neither taken nor answered. */
    SILENT,
    /** The recipient does not have the channel. */
    UNREACHABLE
}
