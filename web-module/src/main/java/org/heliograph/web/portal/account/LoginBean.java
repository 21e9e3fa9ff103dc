package org.heliograph.web.portal.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.heliograph.account.SignInService;
import org.heliograph.account.SignInService.SignedIn;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.security.PortalSession;

/** The login page. */
@Named
@RequestScoped
public class LoginBean {

    private static final String REMEMBERED = "heliograph_login";
    private static final int FOURTEEN_DAYS = 14 * 24 * 60 * 60;

    @Inject
    private SignInService signInService;

    @Inject
    private LoginLanguageBean language;

    @Inject
    private Messages messages;

    private String login;
    private String password;
    private boolean remember;
    private String to;

    /** Fills in the login this browser remembers. */
    public void load() {
        Object cookie = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestCookieMap()
                .get(REMEMBERED);
        if (login == null && cookie instanceof jakarta.servlet.http.Cookie remembered) {
            login = remembered.getValue();
            remember = true;
        }
    }

    public void signIn() throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext external = faces.getExternalContext();
        Optional<SignedIn> user = Callers.callAs(Caller.SYSTEM, () -> signInService.signIn(login, password));
        if (user.isEmpty()) {
            messages.add(FacesMessage.SEVERITY_ERROR, "login.refused");
            return;
        }
        PortalSession.begin((HttpServletRequest) external.getRequest(), user.get());
        external.addResponseCookie(
                REMEMBERED,
                remember ? login : "",
                Map.of("maxAge", remember ? FOURTEEN_DAYS : 0, "httpOnly", true, "path", "/"));
        external.redirect(external.getRequestContextPath() + target());
        faces.responseComplete();
    }

    /** Only a page of ours: an address of another site would let a mail lure users away. */
    private String target() {
        boolean ours = to != null
                && to.startsWith("/")
                && !to.startsWith("//")
                && !to.contains("\\")
                && !to.contains("\r")
                && !to.contains("\n");
        return ours ? to : "/dashboard.xhtml";
    }

    public String getLogin() {
        return login;
    }

    public void setLogin(String login) {
        this.login = login;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public boolean isRemember() {
        return remember;
    }

    public void setRemember(boolean remember) {
        this.remember = remember;
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = to;
    }
}
