package org.heliograph.contact.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** What a change of an attribute means for contacts and targets, each in one statement. */
@ApplicationScoped
public class AttributeRepository {

    private static final int SHOWN = 5;

    @Inject
    private Jdbi jdbi;

    public boolean isTaken(String name, Long exceptId) {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from attribute"
                        + " where company_id = :company and lower(name) = lower(:name) and id <> :id)")
                .bind("company", company())
                .bind("name", name)
                .bind("id", exceptId == null ? 0L : exceptId)
                .mapTo(Boolean.class)
                .one());
    }

    public int count() {
        return number("select count(*) from attribute where company_id = :company");
    }

    public int nextPosition() {
        return number("select coalesce(max(position), 0) + 1 from attribute where company_id = :company");
    }

    private int number(String sql) {
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("company", company())
                .mapTo(Integer.class)
                .one());
    }

    /** Whether checked rows of an import wait to become contacts. */
    public boolean isImporting() {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from import_job"
                        + " where company_id = :company and status in ('CHECKING', 'QUEUED', 'RUNNING'))")
                .bind("company", company())
                .mapTo(Boolean.class)
                .one());
    }

    public void renameValues(String before, String after) {
        jdbi.useHandle(handle -> handle.createUpdate("update contact set attributes ="
                        + " (attributes - cast(:before as text))"
                        + " || jsonb_build_object(cast(:after as text), attributes -> cast(:before as text))"
                        + " where company_id = :company and jsonb_exists(attributes, cast(:before as text))")
                .bind("company", company())
                .bind("before", before)
                .bind("after", after)
                .execute());
    }

    public void deleteValues(String name) {
        jdbi.useHandle(handle -> handle.createUpdate("update contact set attributes = attributes - cast(:name as text)"
                        + " where company_id = :company and jsonb_exists(attributes, cast(:name as text))")
                .bind("company", company())
                .bind("name", name)
                .execute());
    }

    public void renameInTargets(String before, String after) {
        jdbi.useHandle(handle -> handle.createUpdate("update target t set filters = (select jsonb_agg("
                        + "case when f ->> 'field' = :before then f || jsonb_build_object('field', cast(:after as text))"
                        + " else f end order by place) from jsonb_array_elements(t.filters) with ordinality e (f, place))"
                        + " where t.company_id = :company and exists"
                        + " (select from jsonb_array_elements(t.filters) f where f ->> 'field' = :before)")
                .bind("company", company())
                .bind("before", before)
                .bind("after", after)
                .execute());
    }

    /** Names of targets that filter by the attribute, five at most. */
    public List<String> targetsUsing(String name) {
        return jdbi.withHandle(handle -> handle.createQuery("select name from target t where t.company_id = :company"
                        + " and exists (select from jsonb_array_elements(t.filters) f where f ->> 'field' = :field)"
                        + " order by lower(name) limit :shown")
                .bind("company", company())
                .bind("field", "attribute." + name)
                .bind("shown", SHOWN)
                .mapTo(String.class)
                .list());
    }

    /** Values contacts have that are none of the choices, five at most. */
    public List<String> valuesBeside(String name, List<String> choices) {
        return jdbi.withHandle(handle -> handle.createQuery("select distinct attributes ->> cast(:name as text)"
                        + " from contact where company_id = :company"
                        + " and attributes ->> cast(:name as text) <> all(:choices) limit :shown")
                .bind("company", company())
                .bind("name", name)
                .bind("choices", choices.toArray(String[]::new))
                .bind("shown", SHOWN)
                .mapTo(String.class)
                .list());
    }

    private static long company() {
        return Callers.get().company();
    }
}
