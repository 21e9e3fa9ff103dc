package org.heliograph.web.portal.contact;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.heliograph.web.portal.grid.Grid;
import org.heliograph.web.portal.grid.GridReader;

/** The contacts page. */
@Named
@ViewScoped
public class ContactsBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private GridReader reader;

    private Grid grid;

    @PostConstruct
    void open() {
        grid = reader.open("contact");
    }

    public Grid getGrid() {
        return grid;
    }
}
