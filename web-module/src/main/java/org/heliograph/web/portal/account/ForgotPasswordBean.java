package org.heliograph.web.portal.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.heliograph.account.PasswordResetService;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.web.portal.Messages;

/** The page that mails a link to a new password. Its answer is the same whether or not the login exists. */
@Named
@RequestScoped
public class ForgotPasswordBean {

    @Inject
    private PasswordResetService resets;

    @Inject
    private Messages messages;

    private String login;
    private boolean sent;

    public void requestReset() {
        HttpServletRequest request = (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
        String address = request.getRemoteAddr();
        Callers.runAs(Caller.SYSTEM, () -> resets.request(login, address));
        sent = true;
        messages.done("forgot.sent");
    }

    public String getLogin() {
        return login;
    }

    public void setLogin(String login) {
        this.login = login;
    }

    public boolean isSent() {
        return sent;
    }
}
