package org.heliograph.web.portal.broadcast;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import java.io.Serializable;
import org.heliograph.account.CompanyService;
import org.heliograph.broadcast.Audience;
import org.heliograph.broadcast.SaveBroadcast;

/** What the forms of broadcasts and of their templates share: name, recipients, chain. */
abstract class BroadcastForm implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private BroadcastRecipients recipients;

    @Inject
    private BroadcastChain chain;

    @Inject
    private BroadcastLimits limits;

    @Inject
    private transient CompanyService companies;

    private Long id;
    private int version;
    private String name;
    private String description;
    private boolean moderated;

    @PostConstruct
    void open() {
        moderated = companies.current().isModeration();
    }

    /** Takes over the targets of the address. */
    void startNew() {
        recipients.preselect();
    }

    void load(SaveBroadcast saved) {
        version = saved.version();
        name = saved.name();
        description = saved.description();
        recipients.load(saved.audience());
        chain.load(saved.type(), saved.checkRcs(), saved.steps());
        limits.load(saved.rules());
    }

    SaveBroadcast toCommand() {
        return toCommand(recipients.toAudience());
    }

    /** The same for a look at it, which makes no contacts of typed numbers. */
    SaveBroadcast toPreview() {
        return toCommand(recipients.toPreview());
    }

    private SaveBroadcast toCommand(Audience audience) {
        return new SaveBroadcast(
                id,
                version,
                name,
                description == null ? "" : description,
                chain.getType(),
                audience,
                chain.isCheckRcs(),
                chain.toSteps(),
                limits.toRules());
    }

    void saved(long savedId, int savedVersion) {
        id = savedId;
        version = savedVersion;
    }

    /** Whether a moderator has to approve it, as it was when the page was opened. */
    public boolean isModerated() {
        return moderated;
    }

    public Long getId() {
        return id;
    }

    public void setId(Long id) {
        this.id = id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }
}
