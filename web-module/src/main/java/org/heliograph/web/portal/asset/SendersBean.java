package org.heliograph.web.portal.asset;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.heliograph.web.portal.grid.Grid;
import org.heliograph.web.portal.grid.GridReader;

/** The page of sender IDs. */
@Named
@ViewScoped
public class SendersBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private GridReader reader;

    private Grid grid;

    @PostConstruct
    void open() {
        grid = reader.open("sender");
    }

    public Grid getGrid() {
        return grid;
    }
}
