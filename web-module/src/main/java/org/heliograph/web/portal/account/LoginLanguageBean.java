package org.heliograph.web.portal.account;

import jakarta.enterprise.context.SessionScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/** The language of the pages before the sign-in: the browser's, or the one chosen on the login page. */
@Named
@SessionScoped
public class LoginLanguageBean implements Serializable {

    private static final long serialVersionUID = 1L;

    private String language;

    public Locale getLocale() {
        return Locale.forLanguageTag(getLanguage());
    }

    public String getLanguage() {
        if (language == null) {
            Locale browser =
                    FacesContext.getCurrentInstance().getExternalContext().getRequestLocale();
            language = "es".equals(browser.getLanguage()) ? "es" : "en";
        }
        return language;
    }

    public void setLanguage(String chosen) {
        if (List.of("en", "es").contains(chosen)) {
            language = chosen;
        }
    }
}
