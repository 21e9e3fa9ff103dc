package org.heliograph.broadcast;

import org.heliograph.message.MessageState;

/** What counts as a step's success. */
public enum WaitFor {
    /** The carrier took the message. */
    SUBMIT(MessageState.SENT),
    /** It reached the device; where only failures are reported, none came within the waiting time. */
    DELIVERY(MessageState.DELIVERED),
    /** It was opened. */
    DISPLAY(MessageState.DISPLAYED);

    private final MessageState reached;

    WaitFor(MessageState reached) {
        this.reached = reached;
    }

    /** The message's state that is it, or the least of those that include it. */
    public MessageState reached() {
        return reached;
    }
}
