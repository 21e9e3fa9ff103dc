package org.heliograph.web.portal.apiaccess;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.heliograph.apiaccess.webhook.WebhookSecretService;
import org.heliograph.web.portal.Messages;

/** The company's webhook secret, in the page only while its dialog is open. */
@Named
@ViewScoped
public class SecretBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient WebhookSecretService secrets;

    @Inject
    private Messages messages;

    private String secret;

    public void show() {
        secret = secrets.get();
    }

    public void replace() {
        secret = secrets.replace();
        messages.done("apikey.secretReplaced");
    }

    public void forget() {
        secret = null;
    }

    public String getSecret() {
        return secret;
    }
}
