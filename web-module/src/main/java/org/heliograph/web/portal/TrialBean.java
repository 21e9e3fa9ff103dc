package org.heliograph.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.heliograph.message.TrialService;
import org.heliograph.message.TrialService.Remainder;

/** What remains of the company's trial, if it is on trial. */
@Named("trial")
@RequestScoped
public class TrialBean {

    @Inject
    private TrialService trials;

    @Inject
    private Messages messages;

    @Inject
    private Formats formats;

    private Remainder remainder;
    private boolean read;

    public boolean isRunning() {
        return remainder() != null;
    }

    public boolean isOver() {
        return remainder().over();
    }

    public String getText() {
        Remainder left = remainder();
        return left.over()
                ? messages.text("error.trial_over")
                : messages.text(
                        "trial.left", left.sms(), left.emails(), left.contacts(), formats.dateTimeShort(left.until()));
    }

    private Remainder remainder() {
        if (!read) {
            remainder = trials.find().orElse(null);
            read = true;
        }
        return remainder;
    }
}
