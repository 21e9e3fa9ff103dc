package org.heliograph.provider.smpp;

/** One submit_sm of a message, and how often it was refused for haste. */
final class SubmitPart {

    final Submission submission;
    final int index;
    final ShortMessage message;
    volatile int throttled;

    /** When waiting for an answer ends, by {@link System#nanoTime()}. */
    volatile long deadline;

    SubmitPart(Submission submission, int index, ShortMessage message) {
        this.submission = submission;
        this.index = index;
        this.message = message;
    }
}
