package org.heliograph.web.portal.contact;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.heliograph.contact.ContactService;
import org.heliograph.platform.grid.GridFilter;
import org.heliograph.platform.grid.GridFilter.Operator;
import org.heliograph.web.portal.grid.Grid;
import org.heliograph.web.portal.grid.GridReader;

/** The consent log, of everybody or of the contact of the address. */
@Named
@ViewScoped
public class ConsentLogBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private GridReader reader;

    @Inject
    private transient ContactService contacts;

    private Long contact;
    private String phone;
    private Grid grid;

    /** Reads the contact of the address, or says that there is none. */
    public void load() {
        phone = contact == null ? null : contacts.get(contact).phone();
    }

    public Grid getGrid() {
        if (grid == null) {
            grid = reader.open(
                    "consent",
                    contact == null
                            ? List.of()
                            : List.of(new GridFilter(
                                    "contactId", Operator.RANGE, null, contact.toString(), contact.toString())));
        }
        return grid;
    }

    public String getPhone() {
        return phone;
    }

    public Long getContact() {
        return contact;
    }

    public void setContact(Long contact) {
        this.contact = contact;
    }
}
