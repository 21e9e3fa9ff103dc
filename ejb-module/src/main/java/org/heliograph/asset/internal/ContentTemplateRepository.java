package org.heliograph.asset.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.heliograph.asset.NamedContent;
import org.heliograph.asset.SaveContentTemplate;
import org.heliograph.channel.Channel;
import org.heliograph.channel.MessageContents;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** Content templates in the database. */
@ApplicationScoped
public class ContentTemplateRepository {

    @Inject
    private Jdbi jdbi;

    public Optional<NamedContent> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("select id, name, content, version from content_template"
                        + " where id = :id and company_id = :company")
                .bind("id", id)
                .bind("company", Callers.get().company())
                .map((row, context) -> read(row))
                .findOne());
    }

    public Map<Long, String> names(Channel channel) {
        Map<Long, String> names = new LinkedHashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select id, name from content_template"
                        + " where company_id = :company and channel = :channel order by lower(name)")
                .bind("company", Callers.get().company())
                .bind("channel", channel.name())
                .map((row, context) -> names.put(row.getLong(1), row.getString(2)))
                .list());
        return names;
    }

    /** Whether another template of the channel has the name. */
    public boolean isTaken(SaveContentTemplate command) {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from content_template"
                        + " where company_id = :company and channel = :channel and lower(name) = lower(:name)"
                        + " and id is distinct from :id::bigint)")
                .bind("company", Callers.get().company())
                .bind("channel", command.content().channel().name())
                .bind("name", command.name().strip())
                .bind("id", command.id())
                .mapTo(Boolean.class)
                .one());
    }

    public long insert(SaveContentTemplate command) {
        return jdbi.withHandle(handle -> handle.createQuery("insert into content_template"
                        + " (company_id, name, channel, content, created_by)"
                        + " values (:company, :name, :channel, :content::jsonb, :user::bigint) returning id")
                .bind("company", Callers.get().company())
                .bind("name", command.name().strip())
                .bind("channel", command.content().channel().name())
                .bind("content", MessageContents.write(command.content()))
                .bind("user", Callers.get().userId())
                .mapTo(Long.class)
                .one());
    }

    /** @throws ConflictException if somebody changed or deleted it meanwhile */
    public void update(SaveContentTemplate command) {
        int updated = jdbi.withHandle(handle -> handle.createUpdate("update content_template set name = :name,"
                        + " content = :content::jsonb, updated_at = now(), version = version + 1"
                        + " where id = :id and version = :version and company_id = :company and channel = :channel")
                .bind("company", Callers.get().company())
                .bind("id", command.id())
                .bind("version", command.version())
                .bind("channel", command.content().channel().name())
                .bind("name", command.name().strip())
                .bind("content", MessageContents.write(command.content()))
                .execute());
        if (updated == 0) {
            throw new ConflictException("changed_meanwhile", null);
        }
    }

    public void delete(long id) {
        jdbi.useHandle(handle -> handle.execute(
                "delete from content_template where id = ? and company_id = ?",
                id,
                Callers.get().company()));
    }

    private static NamedContent read(ResultSet row) throws SQLException {
        return new NamedContent(
                row.getLong("id"),
                row.getString("name"),
                MessageContents.parse(row.getString("content")),
                row.getInt("version"));
    }
}
