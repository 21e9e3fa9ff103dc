package org.heliograph.web.portal.broadcast;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Stream;
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
public class BroadcastRecipients extends ContactChoice {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient TargetService targetService;

    @Inject
    private transient TagService tagService;

    @Inject
    private transient ContactService contacts;

    @Inject
    private transient BroadcastService broadcasts;

    @Inject
    private BroadcastExclusions exclusions;

    private Long failedOf;
    private Long unopenedOf;
    private boolean partDeleted;
    private boolean exclusionDeleted;
    private Long counted;
    private long excluded;

    BroadcastRecipients() {
        super("phones");
    }

    /** Takes over the targets of the address: {@code ?targets=1,2}. */
    void preselect() {
        String chosen = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("targets");
        if (chosen != null && chosen.matches("\\d{1,18}(,\\d{1,18})*")) {
            load(new Audience(Stream.of(chosen.split(",")).map(Long::valueOf).toList(), List.of(), List.of(), null));
        }
    }

    /** Takes over what is left of a choice: without targets and tags that were deleted since. */
    void load(Audience saved) {
        Audience audience = broadcasts.withoutDeleted(saved);
        load(audience.targets(), audience.tags(), audience.phones());
        failedOf = audience.failedOf();
        unopenedOf = audience.unopenedOf();
        exclusions.load(audience.exclusions());
        partDeleted = !audience.withoutExclusions().equals(saved.withoutExclusions());
        exclusionDeleted = !audience.exclusions().equals(saved.exclusions());
    }

    /** Numbers still in the input count as added; those without a contact become contacts. */
    Audience toAudience() {
        addTyped();
        if (!getPhones().isEmpty()) {
            contacts.ensure(getPhones());
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
        return new Audience(
                chosenTargets(), chosenTags(), getPhones(), failedOf, unopenedOf, exclusions.toExclusions());
    }

    @Override
    public void addTyped() {
        super.addTyped();
        recount();
    }

    @Override
    public void removePhone(String phone) {
        super.removePhone(phone);
        recount();
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

    /** Whether a target or tag that was chosen does not exist any more. */
    public boolean isPartDeleted() {
        return partDeleted;
    }

    /** Whether a target or tag that was left out does not exist any more. */
    public boolean isExclusionDeleted() {
        return exclusionDeleted;
    }

    public Long getFailedOf() {
        return failedOf;
    }

    public Long getUnopenedOf() {
        return unopenedOf;
    }
}
