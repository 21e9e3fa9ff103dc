package org.heliograph.broadcast;

/** What counts as a step's success. */
public enum WaitFor {
    /** The carrier took the message. */
    SUBMIT,
    /** It reached the device. */
    DELIVERY,
    /** It was opened. */
    DISPLAY
}
