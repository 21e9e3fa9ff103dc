package org.heliograph.web.portal.broadcast;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import org.heliograph.broadcast.Exclusions;

/** Who is left out of the broadcast on the page: targets and tags, typed numbers, those reached lately. */
@Named
@ViewScoped
public class BroadcastExclusions extends ContactChoice {

    private static final long serialVersionUID = 1L;

    private Integer reachedDays;

    BroadcastExclusions() {
        super("excludedPhones");
    }

    void load(Exclusions exclusions) {
        load(exclusions.targets(), exclusions.tags(), exclusions.phones());
        reachedDays = exclusions.reachedDays();
    }

    Exclusions toExclusions() {
        return new Exclusions(chosenTargets(), chosenTags(), getPhones(), reachedDays);
    }

    public Integer getReachedDays() {
        return reachedDays;
    }

    public void setReachedDays(Integer reachedDays) {
        this.reachedDays = reachedDays;
    }
}
