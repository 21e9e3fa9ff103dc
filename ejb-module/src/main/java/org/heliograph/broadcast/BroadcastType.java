package org.heliograph.broadcast;

/** What a broadcast does. */
public enum BroadcastType {
    /** Sends over a chain of steps. */
    FALLBACK,
    /** Only asks which recipients' devices can receive RCS, and keeps the answer with the contact. */
    RCS_CHECK
}
