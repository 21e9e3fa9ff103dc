package org.heliograph.web.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.web.i18n.Texts;

/** Texts and messages in the language of the page. */
@ApplicationScoped
public class Messages {

    @Inject
    private RefusedInputs refusedInputs;

    public String text(String key, Object... values) {
        ResourceBundle texts = texts();
        if (!texts.containsKey(key)) {
            return key;
        }
        String pattern = texts.getString(key);
        return values.length == 0 ? pattern : new MessageFormat(pattern, locale()).format(values);
    }

    ResourceBundle texts() {
        return ResourceBundle.getBundle(Texts.class.getName(), locale());
    }

    private static Locale locale() {
        return FacesContext.getCurrentInstance().getViewRoot().getLocale();
    }

    public void add(FacesMessage.Severity severity, String key, Object... values) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, text(key, values), null));
    }

    public void done(String key, Object... values) {
        add(FacesMessage.SEVERITY_INFO, key, values);
    }

    /** Like {@link #done}, shown on the page that the user is sent to. */
    public void keep(String key, Object... values) {
        FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
        done(key, values);
    }

    /** Shows what a rule refused, under the input at fault if it has a place there, and says that nothing was saved. */
    public void refuse(BusinessException e) {
        FacesContext faces = FacesContext.getCurrentInstance();
        String input = e.field() == null ? null : refusedInputs.mark(faces, e.field());
        String text = text("error." + e.code(), e.values().toArray());
        faces.addMessage(input, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null));
        faces.validationFailed();
    }
}
