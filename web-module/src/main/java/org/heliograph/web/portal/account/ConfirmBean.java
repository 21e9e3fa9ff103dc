package org.heliograph.web.portal.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.heliograph.account.RegistrationService;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.web.portal.Messages;

/** The page behind the link that confirms a registration. A button, since mail filters open links by themselves. */
@Named
@RequestScoped
public class ConfirmBean {

    @Inject
    private RegistrationService registrations;

    @Inject
    private Messages messages;

    private String token;
    private boolean stale;

    /** A link that is used up or too old says so at once. */
    public void load() {
        stale = !Callers.callAs(Caller.SYSTEM, () -> registrations.isGood(token == null ? "" : token));
    }

    public boolean isStale() {
        return stale;
    }

    public String confirm() {
        Callers.runAs(Caller.SYSTEM, () -> registrations.confirm(token == null ? "" : token));
        messages.keep("confirm.done");
        return "/login.xhtml?faces-redirect=true";
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }
}
