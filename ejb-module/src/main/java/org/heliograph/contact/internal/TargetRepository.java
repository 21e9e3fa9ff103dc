package org.heliograph.contact.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.heliograph.contact.ContactCondition;
import org.heliograph.contact.SaveTarget;
import org.heliograph.contact.Target;
import org.heliograph.contact.TargetFilter;
import org.heliograph.platform.Json;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** Targets in the database. */
@ApplicationScoped
public class TargetRepository {

    private static final TypeReference<List<TargetFilter>> FILTERS = new TypeReference<>() {};

    @Inject
    private Jdbi jdbi;

    public List<Target> list() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from target where company_id = :company order by lower(name), id")
                .bind("company", Callers.get().company())
                .map((row, context) -> read(row))
                .list());
    }

    public Optional<Target> find(long id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from target where company_id = :company and id = :id")
                        .bind("company", Callers.get().company())
                        .bind("id", id)
                        .map((row, context) -> read(row))
                        .findOne());
    }

    /** Whether another target has the name, whatever its case. */
    public boolean isTaken(String name, Long exceptId) {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from target"
                        + " where company_id = :company and lower(name) = lower(:name) and id <> :id)")
                .bind("company", Callers.get().company())
                .bind("name", name)
                .bind("id", exceptId == null ? 0L : exceptId)
                .mapTo(Boolean.class)
                .one());
    }

    public long insert(String name, List<TargetFilter> filters) {
        return jdbi.withHandle(handle -> handle.createQuery("insert into target (company_id, name, filters)"
                        + " values (:company, :name, :filters::jsonb) returning id")
                .bind("company", Callers.get().company())
                .bind("name", name)
                .bind("filters", Json.write(filters))
                .mapTo(Long.class)
                .one());
    }

    /** False if somebody else changed it since it was read. */
    public boolean update(SaveTarget command) {
        return jdbi.withHandle(handle -> handle.createUpdate("update target set name = :name,"
                                + " filters = :filters::jsonb, updated_at = now(), version = version + 1"
                                + " where company_id = :company and id = :id and version = :version")
                        .bind("company", Callers.get().company())
                        .bind("id", command.id())
                        .bind("version", command.version())
                        .bind("name", command.name())
                        .bind("filters", Json.write(command.filters()))
                        .execute())
                == 1;
    }

    public int delete(Collection<Long> ids) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from target where company_id = :company and id = any(:ids)")
                        .bind("company", Callers.get().company())
                        .bind("ids", ids.toArray(Long[]::new))
                        .execute());
    }

    public void incrementLaunches(Collection<Long> ids) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update target set launches = launches + 1 where company_id = :company and id = any(:ids)")
                .bind("company", Callers.get().company())
                .bind("ids", ids.toArray(Long[]::new))
                .execute());
    }

    public long count(ContactCondition condition) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from contact c where c.company_id = :company and " + condition.sql())
                .bind("company", Callers.get().company())
                .bindMap(condition.bindings())
                .mapTo(Long.class)
                .one());
    }

    /**
     * Which of the conditions hold for which of the contacts, in one statement.
     *
     * @return names by contact, in the order of the conditions
     */
    public Map<Long, List<String>> matching(Collection<Long> contacts, Map<String, ContactCondition> byName) {
        if (contacts.isEmpty() || byName.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> bindings = new HashMap<>();
        StringBuilder values = new StringBuilder();
        int i = 0;
        for (Map.Entry<String, ContactCondition> entry : byName.entrySet()) {
            bindings.putAll(entry.getValue().bindings());
            bindings.put("name" + i, entry.getKey());
            values.append(i == 0 ? "" : ", ")
                    .append("case when ")
                    .append(entry.getValue().sql())
                    .append(" then cast(:name")
                    .append(i++)
                    .append(" as text) end");
        }
        return jdbi.withHandle(handle -> handle
                .createQuery("select c.id, array_remove(array[" + values + "], null) from contact c"
                        + " where c.company_id = :company and c.id = any(:contacts)")
                .bind("company", Callers.get().company())
                .bind("contacts", contacts.toArray(Long[]::new))
                .bindMap(bindings)
                .map((row, context) -> Map.entry(
                        row.getLong(1), List.of((String[]) row.getArray(2).getArray())))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Target read(ResultSet row) throws SQLException {
        return new Target(
                row.getLong("id"),
                row.getString("name"),
                Json.read(row.getString("filters"), FILTERS),
                row.getInt("launches"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getInt("version"));
    }
}
