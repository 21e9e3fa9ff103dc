package org.heliograph.web.portal.broadcast;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.heliograph.account.CompanyService;
import org.heliograph.broadcast.Audience;
import org.heliograph.broadcast.BroadcastService;
import org.heliograph.contact.ContactService;
import org.heliograph.contact.Tag;
import org.heliograph.contact.TagService;
import org.heliograph.contact.Target;
import org.heliograph.contact.TargetService;

/** Who the broadcast on the page is for: chosen targets and tags, and typed numbers. */
@Named
@ViewScoped
public class BroadcastRecipients implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient TargetService targetService;

    @Inject
    private transient TagService tagService;

    @Inject
    private transient ContactService contacts;

    @Inject
    private transient CompanyService companies;

    @Inject
    private transient BroadcastService broadcasts;

    @Inject
    private BroadcastExclusions exclusions;

    private List<Long> targets = new ArrayList<>();
    private List<Long> tags = new ArrayList<>();
    private List<String> phones = new ArrayList<>();
    private Long failedOf;
    private Long unopenedOf;
    private String typed;
    private Long counted;
    private long excluded;

    /** Takes over the targets of the address: {@code ?targets=1,2}. */
    void preselect() {
        String chosen = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("targets");
        if (chosen != null && chosen.matches("\\d{1,18}(,\\d{1,18})*")) {
            targets = new ArrayList<>(
                    Stream.of(chosen.split(",")).map(Long::valueOf).toList());
        }
    }

    void load(Audience audience) {
        targets = new ArrayList<>(audience.targets());
        tags = new ArrayList<>(audience.tags());
        phones = new ArrayList<>(audience.phones());
        failedOf = audience.failedOf();
        unopenedOf = audience.unopenedOf();
        exclusions.load(audience.exclusions());
    }

    /** Numbers still in the input count as added; those without a contact become contacts. */
    Audience toAudience() {
        addTyped();
        if (!phones.isEmpty()) {
            contacts.ensure(phones);
        }
        exclusions.addTyped();
        return chosen();
    }

    /** The same, with the numbers left as they are. */
    Audience toPreview() {
        addTyped();
        exclusions.addTyped();
        return chosen();
    }

    private Audience chosen() {
        return new Audience(longs(targets), longs(tags), phones, failedOf, unopenedOf, exclusions.toExclusions());
    }

    /** A selection of a page may hold texts instead of numbers, since lists lose their type on the way. */
    static List<Long> longs(List<?> values) {
        return values.stream().map(value -> Long.valueOf(value.toString())).toList();
    }

    /** Adds what was typed; a bad number is refused by name. */
    public void addTyped() {
        if (typed == null || typed.isBlank()) {
            return;
        }
        TypedNumbers.add(typed, companies.current().getDefaultCountry(), "phones", phones);
        typed = null;
        counted = null;
    }

    public void removePhone(String phone) {
        phones.remove(phone);
        counted = null;
    }

    /** Contacts the choice holds now, without those excluded; typed numbers without a contact yet are not among them. */
    public long getCount() {
        if (counted == null) {
            counted = broadcasts.countAudience(chosen());
            excluded = exclusions.toExclusions().isEmpty()
                    ? 0
                    : broadcasts.countAudience(chosen().withoutExclusions()) - counted;
        }
        return counted;
    }

    /** Contacts of the choice that are left out now. */
    public long getExcluded() {
        getCount();
        return excluded;
    }

    public void recount() {
        counted = null;
    }

    public List<Target> getTargetChoices() {
        return targetService.list();
    }

    public List<Tag> getTagChoices() {
        return tagService.list();
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

    public Long getFailedOf() {
        return failedOf;
    }

    public Long getUnopenedOf() {
        return unopenedOf;
    }

    public String getTyped() {
        return typed;
    }

    public void setTyped(String typed) {
        this.typed = typed;
    }
}
