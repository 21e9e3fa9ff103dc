package org.heliograph.web.portal.apiaccess;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.heliograph.apiaccess.ApiKeyService;
import org.heliograph.apiaccess.ApiScope;
import org.heliograph.apiaccess.NewApiKey;
import org.heliograph.apiaccess.SaveApiKey;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SenderService;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.grid.Grid;
import org.heliograph.web.portal.grid.GridReader;
import org.primefaces.PrimeFaces;

/** The page of API keys: the table, the form, and a new key, once. */
@Named
@ViewScoped
public class KeysBean implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final List<Integer> OVERLAP_HOURS = List.of(0, 1, 24, 72, 168);

    @Inject
    private GridReader reader;

    @Inject
    private transient ApiKeyService keys;

    @Inject
    private transient SenderService senderService;

    @Inject
    private Messages messages;

    private Grid grid;
    private Long id;
    private KeyForm form = new KeyForm();
    private String newKey;
    private int overlapHours = (int) ApiKeyService.DEFAULT_OVERLAP.toHours();

    @PostConstruct
    void open() {
        grid = reader.open("apikey");
    }

    public void startNew() {
        id = null;
        form = new KeyForm();
        form.setScopes(List.of(ApiScope.OMNI_API.key()));
    }

    public void edit(Number key) {
        id = key.longValue();
        form = KeyForm.of(keys.get(id));
    }

    public void save() {
        SaveApiKey command = form.command();
        if (id == null) {
            reveal(keys.create(command));
        } else {
            keys.update(id, command);
            messages.done("apikey.saved", command.name());
        }
        grid.refresh();
    }

    public void replace() {
        reveal(keys.replace(id, Duration.ofHours(overlapHours)));
        grid.refresh();
    }

    public void revoke() {
        keys.revoke(id);
        messages.done("apikey.revoked", form.getName());
        grid.refresh();
    }

    private void reveal(NewApiKey made) {
        newKey = made.key();
        PrimeFaces.current().executeScript("PF('keyPanel').hide();PF('newKey').show()");
    }

    /** The key was seen; it is not kept in the session either. */
    public void forget() {
        newKey = null;
    }

    public Grid getGrid() {
        return grid;
    }

    public KeyForm getForm() {
        return form;
    }

    public boolean isEditing() {
        return id != null;
    }

    public String getNewKey() {
        return newKey;
    }

    public List<String> getScopes() {
        return ApiScope.keys();
    }

    public List<Sender> getSenders() {
        return senderService.list();
    }

    public List<Integer> getOverlaps() {
        return OVERLAP_HOURS;
    }

    public int getOverlapHours() {
        return overlapHours;
    }

    public void setOverlapHours(int overlapHours) {
        this.overlapHours = overlapHours;
    }
}
