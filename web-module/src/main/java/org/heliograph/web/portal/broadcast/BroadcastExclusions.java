package org.heliograph.web.portal.broadcast;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.account.CompanyService;
import org.heliograph.broadcast.Exclusions;

/** Who is left out of the broadcast on the page: targets and tags, typed numbers, those reached lately. */
@Named
@ViewScoped
public class BroadcastExclusions implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient CompanyService companies;

    private List<Long> targets = new ArrayList<>();
    private List<Long> tags = new ArrayList<>();
    private List<String> phones = new ArrayList<>();
    private Integer reachedDays;
    private String typed;

    void load(Exclusions exclusions) {
        targets = new ArrayList<>(exclusions.targets());
        tags = new ArrayList<>(exclusions.tags());
        phones = new ArrayList<>(exclusions.phones());
        reachedDays = exclusions.reachedDays();
    }

    Exclusions toExclusions() {
        return new Exclusions(BroadcastRecipients.longs(targets), BroadcastRecipients.longs(tags), phones, reachedDays);
    }

    /** Adds what was typed; a bad number is refused by name. */
    public void addTyped() {
        if (typed != null && !typed.isBlank()) {
            TypedNumbers.add(typed, companies.current().getDefaultCountry(), "excludedPhones", phones);
            typed = null;
        }
    }

    public void removePhone(String phone) {
        phones.remove(phone);
    }

    public List<Long> getTargets() {
        return targets;
    }

    public void setTargets(List<Long> targets) {
        this.targets = targets == null ? new ArrayList<>() : targets;
    }

    public List<Long> getTags() {
        return tags;
    }

    public void setTags(List<Long> tags) {
        this.tags = tags == null ? new ArrayList<>() : tags;
    }

    public List<String> getPhones() {
        return phones;
    }

    public Integer getReachedDays() {
        return reachedDays;
    }

    public void setReachedDays(Integer reachedDays) {
        this.reachedDays = reachedDays;
    }

    public String getTyped() {
        return typed;
    }

    public void setTyped(String typed) {
        this.typed = typed;
    }
}
