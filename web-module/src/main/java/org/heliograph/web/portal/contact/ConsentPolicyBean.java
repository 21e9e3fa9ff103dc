package org.heliograph.web.portal.contact;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.heliograph.contact.ConsentPolicy;
import org.heliograph.contact.ConsentPolicy.OptIn;
import org.heliograph.contact.ConsentPolicyService;
import org.heliograph.web.portal.Messages;

/** The side panel in which a company decides about opting out and back in, and how it answers who asks for help. */
@Named
@ViewScoped
public class ConsentPolicyBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient ConsentPolicyService policies;

    @Inject
    private Messages messages;

    private OptIn optIn = OptIn.ANY_MESSAGE;
    private boolean confirmsOptOut;
    private boolean confirmsOptIn;
    private String optOutText;
    private String optInText;
    private boolean answersHelp;
    private String helpText;

    public void edit() {
        ConsentPolicy policy = policies.get();
        optIn = policy.optIn();
        confirmsOptOut = policy.optOutText() != null;
        confirmsOptIn = policy.optInText() != null;
        optOutText = policy.optOutText();
        optInText = policy.optInText();
        answersHelp = policy.helpText() != null;
        helpText = policy.helpText();
    }

    public void save() {
        policies.save(new ConsentPolicy(
                optIn, text(confirmsOptOut, optOutText), text(confirmsOptIn, optInText), text(answersHelp, helpText)));
        messages.done("consent.policySaved");
    }

    private static String text(boolean wanted, String text) {
        return wanted ? text == null ? "" : text.strip() : null;
    }

    public OptIn[] getChoices() {
        return OptIn.values();
    }

    public OptIn getOptIn() {
        return optIn;
    }

    public void setOptIn(OptIn optIn) {
        this.optIn = optIn;
    }

    public boolean isConfirmsOptOut() {
        return confirmsOptOut;
    }

    public void setConfirmsOptOut(boolean confirmsOptOut) {
        this.confirmsOptOut = confirmsOptOut;
    }

    public boolean isConfirmsOptIn() {
        return confirmsOptIn;
    }

    public void setConfirmsOptIn(boolean confirmsOptIn) {
        this.confirmsOptIn = confirmsOptIn;
    }

    public boolean isAnswersHelp() {
        return answersHelp;
    }

    public void setAnswersHelp(boolean answersHelp) {
        this.answersHelp = answersHelp;
    }

    public String getHelpText() {
        return helpText;
    }

    public void setHelpText(String helpText) {
        this.helpText = helpText;
    }

    public String getOptOutText() {
        return optOutText;
    }

    public void setOptOutText(String optOutText) {
        this.optOutText = optOutText;
    }

    public String getOptInText() {
        return optInText;
    }

    public void setOptInText(String optInText) {
        this.optInText = optInText;
    }
}
