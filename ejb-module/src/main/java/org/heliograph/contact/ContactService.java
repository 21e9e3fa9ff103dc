package org.heliograph.contact;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Collection;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.contact.internal.ContactRepository;
import org.heliograph.platform.tenancy.Tenanted;

/** Contacts, one by one and as sets. */
@Stateless
@Tenanted
@Requires({Permission.MANAGE_CONTACTS, Permission.MANAGE_BROADCASTS})
public class ContactService {

    @Inject
    private ContactRepository contacts;

    /**
     * Makes contacts of those numbers that have none yet.
     *
     * @param e164 valid numbers in E.164
     * @return how many are new
     */
    public int ensure(Collection<String> e164) {
        return e164.isEmpty() ? 0 : contacts.ensure(e164);
    }
}
