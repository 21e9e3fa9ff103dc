package org.heliograph.broadcast;

/** Who launched a broadcast. */
public enum LaunchType {
    /** A user. */
    MANUAL,
    /** The schedule of a template. */
    RECURRENT,
    /** A program. */
    API
}
