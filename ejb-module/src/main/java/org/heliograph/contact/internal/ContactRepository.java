package org.heliograph.contact.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** Contacts in the database. */
@ApplicationScoped
public class ContactRepository {

    @Inject
    private Jdbi jdbi;

    public int ensure(Collection<String> phones) {
        return jdbi.withHandle(handle -> handle.createUpdate("insert into contact (company_id, phone)"
                        + " select distinct :company::bigint, phone from unnest(:phones) p (phone) order by 2"
                        + " on conflict (company_id, phone) do nothing")
                .bind("company", Callers.get().company())
                .bind("phones", phones.toArray(String[]::new))
                .execute());
    }
}
