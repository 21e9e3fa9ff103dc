package org.heliograph.web.portal.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.heliograph.account.Register;
import org.heliograph.account.RegistrationService;
import org.heliograph.platform.PhoneNumbers;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.web.portal.Messages;

/** The page for those who have no account yet. */
@Named
@RequestScoped
public class RegisterBean {

    @Inject
    private RegistrationService registrations;

    @Inject
    private LoginLanguageBean language;

    @Inject
    private Messages messages;

    private String company;
    private String fullName;
    private String login;
    private String email;
    private String password;
    private String country = countryOfBrowser();
    private String timeZone;
    private boolean sent;

    /** That of the browser's language; the page itself fills in the browser's time zone. */
    private static String countryOfBrowser() {
        String country = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestLocale()
                .getCountry();
        return PhoneNumbers.isCountry(country) ? country : "US";
    }

    public boolean isOpen() {
        return RegistrationService.isOpen();
    }

    public void register() {
        HttpServletRequest request = (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
        Register command = new Register(
                company,
                fullName,
                login,
                email == null ? null : email.strip(),
                password,
                language.getLanguage(),
                country,
                timeZone);
        String address = request.getRemoteAddr();
        Callers.runAs(Caller.SYSTEM, () -> registrations.register(command, address));
        sent = true;
        messages.done("register.sent");
    }

    public boolean isSent() {
        return sent;
    }

    public String getCompany() {
        return company;
    }

    public void setCompany(String company) {
        this.company = company;
    }

    public String getFullName() {
        return fullName;
    }

    public void setFullName(String fullName) {
        this.fullName = fullName;
    }

    public String getLogin() {
        return login;
    }

    public void setLogin(String login) {
        this.login = login;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getCountry() {
        return country;
    }

    public void setCountry(String country) {
        this.country = country;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
