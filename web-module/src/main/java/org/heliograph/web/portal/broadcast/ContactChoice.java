package org.heliograph.web.portal.broadcast;

import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.account.CompanyService;

/** Contacts chosen on a page: by targets, by tags, and by numbers that are typed. */
abstract class ContactChoice implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient CompanyService companies;

    private final String input;
    private List<Long> targets = new ArrayList<>();
    private List<Long> tags = new ArrayList<>();
    private List<String> phones = new ArrayList<>();
    private String typed;

    /** @param input that is at fault if a typed number is refused */
    ContactChoice(String input) {
        this.input = input;
    }

    void load(List<Long> ofTargets, List<Long> ofTags, List<String> numbers) {
        targets = new ArrayList<>(ofTargets);
        tags = new ArrayList<>(ofTags);
        phones = new ArrayList<>(numbers);
    }

    /** Adds what was typed; a bad number is refused by name. */
    public void addTyped() {
        if (typed != null && !typed.isBlank()) {
            TypedNumbers.add(typed, companies.current().getDefaultCountry(), input, phones);
            typed = null;
        }
    }

    public void removePhone(String phone) {
        phones.remove(phone);
    }

    List<Long> chosenTargets() {
        return longs(targets);
    }

    List<Long> chosenTags() {
        return longs(tags);
    }

    /** A selection of a page may hold texts instead of numbers, since lists lose their type on the way. */
    private static List<Long> longs(List<?> values) {
        return values.stream().map(value -> Long.valueOf(value.toString())).toList();
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

    public String getTyped() {
        return typed;
    }

    public void setTyped(String typed) {
        this.typed = typed;
    }
}
