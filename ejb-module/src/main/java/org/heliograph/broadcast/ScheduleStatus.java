package org.heliograph.broadcast;

/** How the schedule of an active template stands. */
public enum ScheduleStatus {
    /** There is a next launch. */
    ACTIVE,
    PAUSED,
    /** No launch is left. */
    EXPIRED
}
