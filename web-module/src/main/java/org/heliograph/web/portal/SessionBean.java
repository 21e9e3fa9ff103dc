package org.heliograph.web.portal;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.SessionScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.heliograph.account.Permission;
import org.heliograph.account.PictureService;
import org.heliograph.account.SignInService.SignedIn;
import org.heliograph.account.UserSettingService;
import org.heliograph.web.files.PictureServlet;
import org.heliograph.web.security.PortalSession;

/** What every page needs to know of the signed-in user: name, rights, language, theme, menu. */
@Named("portal")
@SessionScoped
public class SessionBean implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final List<String> THEMES = List.of("light", "dark", "system");

    @Inject
    private transient UserSettingService settings;

    @Inject
    private transient PictureService pictures;

    private SignedIn user;
    private String fullName;
    /** Its version, null if the user has none. */
    private Instant picture;

    private String theme = "system";
    private boolean menuCollapsed;
    private Locale locale = Locale.ENGLISH;

    @PostConstruct
    void init() {
        HttpServletRequest request = (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
        user = PortalSession.user(request).orElse(null);
        if (user != null) {
            fullName = user.fullName();
            picture = pictures.version().orElse(null);
            locale = Locale.forLanguageTag(user.language());
            theme = settings.find("theme").orElse(theme);
            menuCollapsed = settings.find("menu").map("collapsed"::equals).orElse(false);
        }
    }

    public boolean may(String permission) {
        return user != null
                && user.permissions().contains(Permission.valueOf(permission).name());
    }

    public String getFullName() {
        return fullName;
    }

    /** Shows another name from now on. */
    public void rename(String name) {
        fullName = name;
    }

    /** Address of the user's picture; empty without one. */
    public String getPicture() {
        return picture == null ? "" : PictureServlet.PATH + "?v=" + picture.toEpochMilli();
    }

    /** Shows a picture from now on, or none. */
    public void showPicture(Instant version) {
        picture = version;
    }

    public String getLogin() {
        return user.login();
    }

    public String getCompany() {
        return user.company();
    }

    public String getInitials() {
        StringBuilder initials = new StringBuilder();
        for (String word : fullName.split("\\s+")) {
            initials.append(word.charAt(0));
        }
        return initials.substring(0, Math.min(2, initials.length())).toUpperCase(locale);
    }

    public ZoneId getTimeZone() {
        return user.timeZone();
    }

    public Locale getLocale() {
        return locale;
    }

    public String getLanguage() {
        return locale.getLanguage();
    }

    public String getTheme() {
        return theme;
    }

    public boolean isMenuCollapsed() {
        return menuCollapsed;
    }

    public void chooseTheme(String chosen) {
        if (THEMES.contains(chosen)) {
            theme = chosen;
            settings.save("theme", chosen);
        }
    }

    public String chooseLanguage(String language) {
        if (List.of("en", "es").contains(language)) {
            locale = Locale.forLanguageTag(language);
            settings.saveLanguage(language);
        }
        return FacesContext.getCurrentInstance().getViewRoot().getViewId()
                + "?faces-redirect=true&includeViewParams=true";
    }

    public void toggleMenu() {
        menuCollapsed = !menuCollapsed;
        settings.save("menu", menuCollapsed ? "collapsed" : "open");
    }

    public String signOut() {
        FacesContext.getCurrentInstance().getExternalContext().invalidateSession();
        return "/login.xhtml?faces-redirect=true";
    }
}
