package org.heliograph.web.portal.contact;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.heliograph.contact.AttributeService;
import org.heliograph.contact.ContactDetails;
import org.heliograph.contact.ContactService;
import org.heliograph.contact.DateOrder;
import org.heliograph.contact.SaveContact;
import org.heliograph.contact.Tag;
import org.heliograph.contact.TagService;
import org.heliograph.web.portal.Messages;

/** The side panel in which a contact is made or changed. */
@Named
@ViewScoped
public class ContactFormBean implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int SUGGESTIONS = 20;

    @Inject
    private transient ContactService contacts;

    @Inject
    private transient AttributeService attributes;

    @Inject
    private transient TagService tagService;

    @Inject
    private AttributesBean attributeForm;

    @Inject
    private ContactConsentBean consent;

    @Inject
    private Messages messages;

    private Long id;
    private String phone;
    private List<AttributeField> fields = new ArrayList<>();
    private List<String> tags = new ArrayList<>();
    private Boolean rcsCapable;
    private Instant rcsCheckedAt;
    private Instant readAt;

    public void startNew() {
        id = null;
        phone = null;
        tags = new ArrayList<>();
        consent.open(null);
        rcsCapable = null;
        rcsCheckedAt = null;
        readAt = null;
        loadFields(Map.of());
    }

    public void edit(Long contact) {
        ContactDetails details = contacts.get(contact);
        id = details.id();
        phone = details.phone();
        tags = new ArrayList<>(details.tags());
        consent.open(contact);
        rcsCapable = details.rcsCapable();
        rcsCheckedAt = details.rcsCheckedAt();
        readAt = details.updatedAt();
        loadFields(details.attributes());
    }

    private void loadFields(Map<String, Object> values) {
        fields = new ArrayList<>();
        attributes
                .list()
                .forEach(attribute -> fields.add(new AttributeField(attribute, values.get(attribute.getName()))));
    }

    /** Saves the attribute manager's form and draws the fields anew; what was typed stays. */
    public void saveAttribute() {
        attributeForm.save();
        Map<Long, String> typed = new HashMap<>();
        fields.forEach(field -> typed.put(field.getAttribute().getId(), field.getText()));
        loadFields(Map.of());
        fields.forEach(field -> field.setText(typed.get(field.getAttribute().getId())));
    }

    public void save() {
        Map<String, String> values = new HashMap<>();
        fields.forEach(field -> values.put(field.getAttribute().getName(), field.getText()));
        contacts.save(new SaveContact(id, phone, values, DateOrder.ISO, tags == null ? List.of() : tags, readAt));
        messages.done("contact.saved", phone);
    }

    /** Tags that contain what is typed, and what is typed itself as a new one. */
    public List<String> completeTags(String typed) {
        String wanted = typed.strip();
        List<String> names = new ArrayList<>(tagService.list().stream()
                .map(Tag::name)
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT)))
                .filter(name -> tags == null || !tags.contains(name))
                .limit(SUGGESTIONS)
                .toList());
        if (!wanted.isEmpty() && names.stream().noneMatch(wanted::equalsIgnoreCase)) {
            names.add(wanted);
        }
        return names;
    }

    public Long getId() {
        return id;
    }

    public String getPhone() {
        return phone;
    }

    public void setPhone(String phone) {
        this.phone = phone;
    }

    public List<AttributeField> getFields() {
        return fields;
    }

    public List<String> getTags() {
        return tags;
    }

    public void setTags(List<String> tags) {
        this.tags = tags;
    }

    public Boolean getRcsCapable() {
        return rcsCapable;
    }

    public Instant getRcsCheckedAt() {
        return rcsCheckedAt;
    }
}
