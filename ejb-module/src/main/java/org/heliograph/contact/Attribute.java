package org.heliograph.contact;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.contact.internal.ChoicesConverter;

/** Something a company wants to know of its contacts. Its values stand in the contacts' JSON under its name. */
@Entity
public class Attribute implements Serializable {

    private static final long serialVersionUID = 1L;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "company_id")
    private long companyId;

    private String name;

    @Enumerated(EnumType.STRING)
    private AttributeType type;

    @Convert(converter = ChoicesConverter.class)
    private List<String> choices = new ArrayList<>();

    @Column(name = "show_in_profile")
    private boolean showInProfile;

    private int position;

    @Version
    private int version;

    protected Attribute() {}

    public Attribute(long companyId, String name, AttributeType type, int position) {
        this.companyId = companyId;
        this.name = name;
        this.type = type;
        this.position = position;
    }

    public Long getId() {
        return id;
    }

    public long getCompanyId() {
        return companyId;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public AttributeType getType() {
        return type;
    }

    /** Of a LIST: the values to choose from. */
    public List<String> getChoices() {
        return choices;
    }

    public void setChoices(List<String> choices) {
        this.choices = new ArrayList<>(choices);
    }

    /** Whether conversations show it in the client's profile. */
    public boolean isShowInProfile() {
        return showInProfile;
    }

    public void setShowInProfile(boolean showInProfile) {
        this.showInProfile = showInProfile;
    }

    public int getVersion() {
        return version;
    }

    public AttributeValues values(DateOrder dates) {
        return AttributeValues.of(type, choices, dates);
    }
}
