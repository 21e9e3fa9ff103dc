package org.heliograph.web.portal.contact;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.heliograph.contact.ContactService;
import org.heliograph.contact.TargetService;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.grid.Grid;
import org.heliograph.web.portal.grid.GridReader;

/** The contacts page. */
@Named
@ViewScoped
public class ContactsBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private GridReader reader;

    @Inject
    private transient ContactService contacts;

    @Inject
    private transient TargetService targets;

    @Inject
    private AttributesBean attributes;

    @Inject
    private ContactFormBean form;

    @Inject
    private Messages messages;

    private Grid grid;
    private int attributeChanges;
    private transient Object targetsFor;
    private transient Map<Long, List<String>> targetsByContact;

    @PostConstruct
    void open() {
        grid = reader.open("contact");
    }

    /** The grid; its columns follow the attributes. */
    public Grid getGrid() {
        if (attributeChanges != attributes.getChanges()) {
            attributeChanges = attributes.getChanges();
            open();
        }
        return grid;
    }

    /** Names of the targets that select the contact, asked once for all rows of the page. */
    public List<String> targets(Long contact) {
        Object page = grid.getModel().getWrappedData();
        if (targetsByContact == null || targetsFor != page) {
            targetsFor = page;
            targetsByContact = targets.targetsOf(ids(grid.getModel().getWrappedData()));
        }
        return targetsByContact.getOrDefault(contact, List.of());
    }

    private static List<Long> ids(Collection<Map<String, Object>> rows) {
        return rows == null
                ? List.of()
                : rows.stream().map(row -> (Long) row.get("id")).toList();
    }

    public void save() {
        form.save();
        grid.refresh();
    }

    public void delete(Long id, String phone) {
        contacts.delete(List.of(id));
        grid.refresh();
        messages.done("contact.deleted", phone);
    }
}
