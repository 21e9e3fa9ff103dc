package org.heliograph.account;

import java.time.Instant;

/** What a company's trial includes, and until when. */
public record TrialTerms(int sms, int emails, int contacts, Instant until) {

    public boolean isOverAt(Instant moment) {
        return !until.isAfter(moment);
    }
}
