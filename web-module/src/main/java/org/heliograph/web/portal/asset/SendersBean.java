package org.heliograph.web.portal.asset;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.heliograph.channel.SenderService;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.grid.Grid;
import org.heliograph.web.portal.grid.GridReader;

/** The page of sender IDs. */
@Named
@ViewScoped
public class SendersBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private GridReader reader;

    @Inject
    private transient SenderService senders;

    @Inject
    private Messages messages;

    private Grid grid;
    private long id;
    private String name;
    private Integer speedLimit;

    @PostConstruct
    void open() {
        grid = reader.open("sender");
    }

    public void open(long chosen, String chosenName) {
        id = chosen;
        name = chosenName;
        speedLimit = senders.speedLimit(chosen).orElse(null);
    }

    public void save() {
        senders.limitSpeed(id, speedLimit);
        messages.done("sender.limited", name);
        grid.refresh();
    }

    public String getName() {
        return name;
    }

    public Integer getSpeedLimit() {
        return speedLimit;
    }

    public void setSpeedLimit(Integer speedLimit) {
        this.speedLimit = speedLimit;
    }

    public Grid getGrid() {
        return grid;
    }
}
