package org.heliograph.web.portal.contact;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.heliograph.contact.Attribute;
import org.heliograph.contact.AttributeService;
import org.heliograph.contact.AttributeType;
import org.heliograph.contact.SaveAttribute;
import org.heliograph.web.portal.Messages;

/** The attribute manager: the list of attributes and the form of one. */
@Named
@ViewScoped
public class AttributesBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient AttributeService attributes;

    @Inject
    private Messages messages;

    private int changes;
    private Long id;
    private int version;
    private String name;
    private AttributeType type;
    private String choices;
    private boolean showInProfile;

    public List<Attribute> getAttributes() {
        return attributes.list();
    }

    public AttributeType[] getTypes() {
        return AttributeType.values();
    }

    public void startNew() {
        id = null;
        version = 0;
        name = null;
        type = AttributeType.TEXT;
        choices = null;
        showInProfile = false;
    }

    public void edit(Long attribute) {
        Attribute found = attributes.get(attribute);
        id = found.getId();
        version = found.getVersion();
        name = found.getName();
        type = found.getType();
        choices = String.join("\n", found.getChoices());
        showInProfile = found.isShowInProfile();
    }

    public void save() {
        List<String> lines = choices == null ? List.of() : choices.lines().toList();
        attributes.save(new SaveAttribute(id, name, type, lines, showInProfile, version));
        changes++;
        messages.done("contact.attributeSaved", name);
    }

    public void delete(Long attribute, String deleted) {
        attributes.delete(attribute);
        changes++;
        messages.done("contact.attributeDeleted", deleted);
    }

    /** Counts up with each change, so that others on the page notice. */
    public int getChanges() {
        return changes;
    }

    public Long getId() {
        return id;
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

    public void setType(AttributeType type) {
        this.type = type;
    }

    public boolean isList() {
        return type == AttributeType.LIST;
    }

    /** Of a list: one to a line. */
    public String getChoices() {
        return choices;
    }

    public void setChoices(String choices) {
        this.choices = choices;
    }

    public boolean isShowInProfile() {
        return showInProfile;
    }

    public void setShowInProfile(boolean showInProfile) {
        this.showInProfile = showInProfile;
    }
}
