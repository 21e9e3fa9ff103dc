package org.heliograph.contact;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.heliograph.account.CompanyService;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.account.Trial;
import org.heliograph.contact.internal.ContactRepository;
import org.heliograph.platform.Json;
import org.heliograph.platform.PhoneNumbers;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Tenanted;

/** Contacts, one by one and as sets. */
@Stateless
@Tenanted
@Requires(Permission.MANAGE_CONTACTS)
public class ContactService {

    @Inject
    private ContactRepository contacts;

    @Inject
    private AttributeService attributes;

    @Inject
    private TagService tags;

    @Inject
    private CompanyService companies;

    @Inject
    private Trial trial;

    public ContactDetails get(long id) {
        return contacts.find(id).orElseThrow(() -> new NotFoundException("contact_unknown", "id", id));
    }

    /**
     * Writes the contact with all its attributes and tags.
     *
     * @return the contact's id
     * @throws InvalidException if the number or a value is not valid; its field is {@code phone} or the attribute's name
     * @throws ConflictException if another contact has the number, or somebody changed this one meanwhile
     */
    public long save(SaveContact command) {
        String phone = checkedPhone(command);
        String values = Json.write(checkedValues(command));
        long id;
        if (command.id() == null) {
            id = contacts.insert(phone, values);
            trial.admitContacts();
        } else {
            id = command.id();
            get(id);
            if (!contacts.update(id, phone, values, command.readAt())) {
                throw new ConflictException("changed_meanwhile", null);
            }
        }
        contacts.replaceTags(id, tags.ensure(command.tags()));
        return id;
    }

    /** Deletes those that still exist, with their tags and consent; messages sent to them stay. */
    public int delete(Collection<Long> ids) {
        return contacts.delete(ids);
    }

    /**
     * Makes contacts of those numbers that have none yet.
     *
     * @param e164 valid numbers in E.164
     * @return how many are new
     */
    @Requires({Permission.MANAGE_CONTACTS, Permission.MANAGE_BROADCASTS})
    public int ensure(Collection<String> e164) {
        int fresh = e164.isEmpty() ? 0 : contacts.ensure(e164);
        if (fresh > 0) {
            trial.admitContacts();
        }
        return fresh;
    }

    private String checkedPhone(SaveContact command) {
        PhoneNumbers.Parsed phone =
                PhoneNumbers.parse(command.phone(), companies.current().getDefaultCountry());
        if (!phone.isValid()) {
            throw new InvalidException("phone_" + phone.problem(), "phone", command.phone());
        }
        if (contacts.isTaken(phone.e164(), command.id())) {
            throw new ConflictException("contact_exists", "phone", phone.e164());
        }
        return phone.e164();
    }

    private Map<String, Object> checkedValues(SaveContact command) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Attribute attribute : attributes.list()) {
            String text = command.values().get(attribute.getName());
            AttributeValues.Parsed parsed = attribute.values(command.dates()).parse(text);
            if (parsed.problem() != null) {
                throw new InvalidException(
                        parsed.problem(),
                        attribute.getName(),
                        attribute.getName(),
                        text,
                        String.join(", ", attribute.getChoices()));
            }
            if (parsed.value() != null) {
                values.put(attribute.getName(), parsed.value());
            }
        }
        return values;
    }
}
