package org.heliograph.web.portal.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.heliograph.account.PasswordResetService;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.web.portal.Messages;

/** The page behind the mailed link. */
@Named
@RequestScoped
public class NewPasswordBean {

    @Inject
    private PasswordResetService resets;

    @Inject
    private Messages messages;

    private String token;
    private String password;
    private boolean stale;

    /** A link that is used up or too old says so at once, not after a password has been thought of. */
    public void load() {
        stale = !Callers.callAs(Caller.SYSTEM, () -> resets.isGood(token == null ? "" : token));
    }

    public String save() {
        Callers.runAs(Caller.SYSTEM, () -> resets.reset(token == null ? "" : token, password));
        messages.keep("newPassword.saved");
        return "/login.xhtml?faces-redirect=true";
    }

    public boolean isStale() {
        return stale;
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
