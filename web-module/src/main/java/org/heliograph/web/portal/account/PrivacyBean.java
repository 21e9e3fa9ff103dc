package org.heliograph.web.portal.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalInt;
import org.heliograph.account.PasswordService;
import org.heliograph.account.Passwords;
import org.heliograph.platform.Setting;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.security.OpenSessions;

/** Where users change their own password. */
@Named
@RequestScoped
public class PrivacyBean {

    @Inject
    private PasswordService passwords;

    @Inject
    private Messages messages;

    private String current;
    private String password;

    /** This session goes on; the user's others end. */
    public void save() {
        OptionalInt epoch = passwords.change(current, password);
        if (epoch.isEmpty()) {
            messages.add(FacesMessage.SEVERITY_ERROR, "privacy.wrong");
            return;
        }
        HttpServletRequest request = (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
        OpenSessions.keep(request.getSession(), epoch.getAsInt());
        password = null;
        messages.done("privacy.saved");
    }

    public String getDue() {
        return messages.text("privacy.due", Setting.PASSWORD_DAYS.getInt());
    }

    public void generate() {
        password = Passwords.generate();
    }

    public String getCurrent() {
        return current;
    }

    public void setCurrent(String current) {
        this.current = current;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
