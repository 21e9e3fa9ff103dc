package org.heliograph.web.portal.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.FacesException;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Map;
import org.heliograph.web.portal.Messages;

/** The login page. */
@Named
@RequestScoped
public class LoginBean {

    private static final String REMEMBERED = "heliograph_login";
    private static final int FOURTEEN_DAYS = 14 * 24 * 60 * 60;

    @Inject
    private SecurityContext securityContext;

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
        HttpServletRequest request = (HttpServletRequest) external.getRequest();
        forgetPrevious(request);
        AuthenticationStatus status = securityContext.authenticate(
                request,
                (HttpServletResponse) external.getResponse(),
                AuthenticationParameters.withParams()
                        .credential(new UsernamePasswordCredential(login, password))
                        .newAuthentication(true));
        if (status != AuthenticationStatus.SUCCESS) {
            messages.add(FacesMessage.SEVERITY_ERROR, "login.refused");
            return;
        }
        request.changeSessionId();
        external.addResponseCookie(
                REMEMBERED,
                remember ? login : "",
                Map.of("maxAge", remember ? FOURTEEN_DAYS : 0, "httpOnly", true, "path", "/"));
        external.redirect(external.getRequestContextPath() + target());
        faces.responseComplete();
    }

    /** Who signs in over another's session must not become that other, nor keep what was theirs. */
    private static void forgetPrevious(HttpServletRequest request) {
        if (request.getUserPrincipal() == null) {
            return;
        }
        try {
            request.logout();
        } catch (ServletException e) {
            throw new FacesException(e);
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        request.getSession(true);
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
