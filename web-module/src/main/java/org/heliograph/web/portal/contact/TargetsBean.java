package org.heliograph.web.portal.contact;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.contact.TargetFilter;
import org.heliograph.contact.TargetService;
import org.heliograph.platform.Json;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.grid.Grid;
import org.heliograph.web.portal.grid.GridReader;

/** The targets page. */
@Named
@ViewScoped
public class TargetsBean implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final TypeReference<List<TargetFilter>> FILTERS = new TypeReference<>() {};

    @Inject
    private GridReader reader;

    @Inject
    private transient TargetService targets;

    @Inject
    private TargetWords words;

    @Inject
    private TargetFormBean form;

    @Inject
    private Messages messages;

    private final Set<Long> selected = new LinkedHashSet<>();
    private Grid grid;

    @PostConstruct
    void open() {
        grid = reader.open("target");
    }

    public Grid getGrid() {
        return grid;
    }

    /** A row's filters in words. */
    public List<String> filters(String json) {
        return Json.read(json, FILTERS).stream().map(words::describe).toList();
    }

    public void toggle(Long id) {
        if (!selected.remove(id)) {
            selected.add(id);
        }
    }

    public boolean isSelected(Long id) {
        return selected.contains(id);
    }

    public int getSelectedCount() {
        return selected.size();
    }

    public void clearSelection() {
        selected.clear();
    }

    public void save() {
        form.save();
        grid.refresh();
    }

    public void duplicate(Long id) {
        String name = targets.get(targets.duplicate(id)).name();
        grid.refresh();
        messages.done("target.duplicated", name);
    }

    public void delete(Long id, String name) {
        targets.delete(List.of(id));
        selected.remove(id);
        grid.refresh();
        messages.done("target.deleted", name);
    }

    public String toBroadcasts(Long id) {
        return broadcast(List.of(id));
    }

    public String selectedToBroadcasts() {
        return broadcast(selected);
    }

    private static String broadcast(Collection<Long> ids) {
        return "/broadcast/edit.xhtml?faces-redirect=true&targets="
                + ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
