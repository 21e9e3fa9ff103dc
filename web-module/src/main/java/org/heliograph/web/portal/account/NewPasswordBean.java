package org.heliograph.web.portal.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.heliograph.account.SignInService;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.web.portal.Messages;

/** The page behind the mailed link. */
@Named
@RequestScoped
public class NewPasswordBean {

    @Inject
    private SignInService signIn;

    @Inject
    private Messages messages;

    private String token;
    private String password;

    public String save() {
        Callers.runAs(Caller.SYSTEM, () -> signIn.reset(token == null ? "" : token, password));
        messages.keep("newPassword.saved");
        return "/login.xhtml?faces-redirect=true";
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
