package org.heliograph.broadcast.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/**
 * The contacts that an audience is taken from, as SQL with the alias {@code c}.
 *
 * @param bindings what the SQL needs besides {@code :company}
 */
record Prospects(String sql, Map<String, Object> bindings) {

    /** Those there are. */
    static final Prospects CONTACTS = new Prospects("contact c", Map.of());

    /** Numbers as the contacts that they become at the launch: with nothing but the number, and ids below all others. */
    private static final String WITH_NEW =
            """
            (select * from contact union all
             select (jsonb_populate_record(null::contact, jsonb_build_object('id', -i, 'company_id', cast(:company as bigint),
               'phone', p, 'attributes', '{}'::jsonb, 'created_at', now(), 'updated_at', now()))).*
             from unnest(cast(:newPhones as text[])) with ordinality u (p, i)) c""";

    /** Those there are, and those that typed numbers without a contact become when the broadcast is saved. */
    static Prospects with(Jdbi jdbi, List<String> phones) {
        if (phones.isEmpty()) {
            return CONTACTS;
        }
        Set<String> fresh = new TreeSet<>(phones);
        jdbi.useHandle(handle -> handle.createQuery(
                        "select phone from contact where company_id = :company and phone = any(:phones)")
                .bind("company", Callers.get().company())
                .bind("phones", phones.toArray(String[]::new))
                .mapTo(String.class)
                .forEach(fresh::remove));
        return fresh.isEmpty() ? CONTACTS : new Prospects(WITH_NEW, Map.of("newPhones", fresh.toArray(String[]::new)));
    }
}
