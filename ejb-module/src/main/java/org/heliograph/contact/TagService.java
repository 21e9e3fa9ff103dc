package org.heliograph.contact;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** The company's tags. */
@Stateless
@Tenanted
@Requires({Permission.MANAGE_CONTACTS, Permission.IMPORT_CONTACTS, Permission.MANAGE_BROADCASTS})
public class TagService {

    private static final int NAME_LENGTH = 60;

    @Inject
    private Jdbi jdbi;

    /** All tags by name. */
    public List<Tag> list() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, name from tag where company_id = :company order by lower(name), id")
                .bind("company", Callers.get().company())
                .map((row, context) -> new Tag(row.getLong(1), row.getString(2)))
                .list());
    }

    /**
     * The tags of these names, made if they do not exist; case does not distinguish tags.
     *
     * @param names blank ones are ignored
     * @return ids, each once, in the order of the names
     * @throws InvalidException if a name is longer than 60 characters
     */
    public List<Long> ensure(Collection<String> names) {
        Map<String, String> wanted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : names) {
            if (name == null || name.isBlank()) {
                continue;
            }
            String trimmed = name.strip();
            if (trimmed.length() > NAME_LENGTH) {
                throw new InvalidException("tag_name", "tags", NAME_LENGTH);
            }
            wanted.putIfAbsent(trimmed, trimmed);
        }
        if (wanted.isEmpty()) {
            return List.of();
        }
        String[] values = wanted.values().toArray(String[]::new);
        return jdbi.withHandle(handle -> {
            handle.createUpdate("insert into tag (company_id, name) select :company, name from unnest(:names) n (name)"
                            + " on conflict (company_id, lower(name)) do nothing")
                    .bind("company", Callers.get().company())
                    .bind("names", values)
                    .execute();
            return handle.createQuery("select t.id from unnest(:names) with ordinality n (name, place)"
                            + " join tag t on lower(t.name) = lower(n.name) where t.company_id = :company"
                            + " order by n.place")
                    .bind("company", Callers.get().company())
                    .bind("names", values)
                    .mapTo(Long.class)
                    .list();
        });
    }
}
