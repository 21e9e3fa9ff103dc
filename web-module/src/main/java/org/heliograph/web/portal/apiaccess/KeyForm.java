package org.heliograph.web.portal.apiaccess;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.apiaccess.SaveApiKey;

/** What the form of a key holds. */
public class KeyForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private String name;
    private String webhook;
    private List<String> scopes = new ArrayList<>();
    private List<String> senders = new ArrayList<>();

    static KeyForm of(SaveApiKey key) {
        KeyForm form = new KeyForm();
        form.name = key.name();
        form.webhook = key.webhook();
        form.scopes = new ArrayList<>(key.scopes());
        form.senders =
                new ArrayList<>(key.senders().stream().map(String::valueOf).toList());
        return form;
    }

    SaveApiKey command() {
        List<Long> ids = senders == null
                ? List.of()
                : senders.stream().map(Long::valueOf).toList();
        return new SaveApiKey(name, webhook, scopes == null ? List.of() : List.copyOf(scopes), ids);
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getWebhook() {
        return webhook;
    }

    public void setWebhook(String webhook) {
        this.webhook = webhook;
    }

    public List<String> getScopes() {
        return scopes;
    }

    public void setScopes(List<String> scopes) {
        this.scopes = scopes;
    }

    public List<String> getSenders() {
        return senders;
    }

    public void setSenders(List<String> senders) {
        this.senders = senders;
    }
}
