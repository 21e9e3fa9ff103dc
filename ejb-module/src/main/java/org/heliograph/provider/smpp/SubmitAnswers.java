package org.heliograph.provider.smpp;

/** Told what became of each submit_sm, exactly once. Called on the reading thread: must not block. */
interface SubmitAnswers {

    /** @param reference the id the SMSC gave, null if it refused */
    void answered(SubmitPart part, int status, String reference);

    /** The answer did not come in time, or the connection broke before it. */
    void unanswered(SubmitPart part, String why);
}
