package org.heliograph.contact.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heliograph.contact.ContactDetails;
import org.heliograph.contact.ContactDetails.OptOut;
import org.heliograph.platform.Json;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Contacts in the database. */
@ApplicationScoped
public class ContactRepository {

    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    @Inject
    private Jdbi jdbi;

    public Optional<ContactDetails> find(long id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from contact where company_id = :company and id = :id")
                        .bind("company", company())
                        .bind("id", id)
                        .map((row, context) -> read(row, tags(handle, id), optOuts(handle, id)))
                        .findOne());
    }

    public boolean isTaken(String phone, Long exceptId) {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from contact"
                        + " where company_id = :company and phone = :phone and id <> :id)")
                .bind("company", company())
                .bind("phone", phone)
                .bind("id", exceptId == null ? 0L : exceptId)
                .mapTo(Boolean.class)
                .one());
    }

    public long insert(String phone, String attributes) {
        return jdbi.withHandle(handle -> handle.createQuery("insert into contact (company_id, phone, attributes)"
                        + " values (:company, :phone, :attributes::jsonb) returning id")
                .bind("company", company())
                .bind("phone", phone)
                .bind("attributes", attributes)
                .mapTo(Long.class)
                .one());
    }

    /** False if it was changed since {@code readAt}. */
    public boolean update(long id, String phone, String attributes, Instant readAt) {
        return jdbi.withHandle(handle -> handle.createUpdate("update contact set phone = :phone,"
                                + " attributes = :attributes::jsonb, updated_at = clock_timestamp(),"
                                + " rcs_capable = case when phone = :phone then rcs_capable end,"
                                + " rcs_checked_at = case when phone = :phone then rcs_checked_at end"
                                + " where company_id = :company and id = :id and updated_at = :readAt::timestamptz")
                        .bind("company", company())
                        .bind("id", id)
                        .bind("phone", phone)
                        .bind("attributes", attributes)
                        .bind("readAt", readAt.toString())
                        .execute())
                == 1;
    }

    public void replaceTags(long id, List<Long> tags) {
        Long[] wanted = tags.toArray(Long[]::new);
        jdbi.useHandle(handle -> {
            handle.createUpdate("delete from contact_tag where contact_id = :id and tag_id <> all(:tags)")
                    .bind("id", id)
                    .bind("tags", wanted)
                    .execute();
            handle.createUpdate("insert into contact_tag (contact_id, tag_id, company_id)"
                            + " select :id::bigint, tag, :company::bigint from unnest(:tags) t (tag)"
                            + " on conflict do nothing")
                    .bind("id", id)
                    .bind("company", company())
                    .bind("tags", wanted)
                    .execute();
        });
    }

    public int delete(Collection<Long> ids) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from contact where company_id = :company and id = any(:ids)")
                        .bind("company", company())
                        .bind("ids", ids.toArray(Long[]::new))
                        .execute());
    }

    public int ensure(Collection<String> phones) {
        return jdbi.withHandle(handle -> handle.createUpdate("insert into contact (company_id, phone)"
                        + " select distinct :company::bigint, phone from unnest(:phones) p (phone) order by 2"
                        + " on conflict (company_id, phone) do nothing")
                .bind("company", company())
                .bind("phones", phones.toArray(String[]::new))
                .execute());
    }

    private static List<String> tags(Handle handle, long id) {
        return handle.createQuery("select t.name from contact_tag ct join tag t on t.id = ct.tag_id"
                        + " where ct.contact_id = :id order by lower(t.name)")
                .bind("id", id)
                .mapTo(String.class)
                .list();
    }

    /** The contact's opt-outs in force. */
    public List<OptOut> optOuts(long id) {
        return jdbi.withHandle(handle -> optOuts(handle, id));
    }

    /** @throws NotFoundException if the company has no such contact */
    public void check(long id) {
        if (find(id).isEmpty()) {
            throw new NotFoundException("contact_unknown", "id", id);
        }
    }

    private static List<OptOut> optOuts(Handle handle, long id) {
        return handle.createQuery("select o.id, o.channel, s.name, o.created_at, u.first_name || ' ' || u.last_name"
                        + " from opt_out o left join sender s on s.id = o.sender_id"
                        + " left join app_user u on u.id = o.user_id where o.contact_id = :id order by o.id")
                .bind("id", id)
                .map((row, context) -> new OptOut(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant(),
                        row.getString(5)))
                .list();
    }

    private static ContactDetails read(ResultSet row, List<String> tags, List<OptOut> optOuts) throws SQLException {
        Timestamp checked = row.getTimestamp("rcs_checked_at");
        return new ContactDetails(
                row.getLong("id"),
                row.getString("phone"),
                Json.read(row.getString("attributes"), VALUES),
                tags,
                optOuts,
                row.getObject("rcs_capable", Boolean.class),
                checked == null ? null : checked.toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static long company() {
        return Callers.get().company();
    }
}
