package org.heliograph.asset.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.heliograph.channel.Template;
import org.heliograph.contact.PlaceholderUse;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** Attributes that content templates name. */
@ApplicationScoped
public class TemplatePlaceholders implements PlaceholderUse {

    private static final int SHOWN = 5;

    @Inject
    private Jdbi jdbi;

    /** Programs that send a template with values of their own have to name the new attribute from then on. */
    @Override
    public void rename(String before, String after) {
        Template.Renaming renaming = Template.renaming(before, after);
        jdbi.useHandle(handle -> handle.createUpdate("update content_template"
                        + " set content = regexp_replace(content::text, :pattern, :replacement, 'g')::jsonb"
                        + " where company_id = :company and content::text ~ :pattern")
                .bind("company", Callers.get().company())
                .bind("pattern", renaming.pattern())
                .bind("replacement", renaming.replacement())
                .execute());
    }

    @Override
    public void checkUnused(String attribute) {
        List<String> using = jdbi.withHandle(handle -> handle.createQuery("select name from content_template"
                        + " where company_id = :company and content::text ~ :pattern order by lower(name) limit :shown")
                .bind("company", Callers.get().company())
                .bind("pattern", Template.jsonPattern(attribute))
                .bind("shown", SHOWN)
                .mapTo(String.class)
                .list());
        if (!using.isEmpty()) {
            throw new ConflictException("attribute_in_content_template", null, attribute, String.join(", ", using));
        }
    }
}
