package org.heliograph.asset.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.contact.PlaceholderUse;
import org.heliograph.contact.StoredPlaceholders;
import org.jdbi.v3.core.Jdbi;

/** Attributes that content templates name. */
@ApplicationScoped
public class TemplatePlaceholders implements PlaceholderUse {

    private static final String OF_COMPANY = " where company_id = :company and content::text ~ :pattern";

    @Inject
    private Jdbi jdbi;

    /** Programs that send a template with values of their own have to name the new attribute from then on. */
    @Override
    public void rename(String before, String after) {
        StoredPlaceholders.rename(
                jdbi,
                "update content_template set content = regexp_replace(content::text, :pattern, :replacement, 'g')::jsonb"
                        + OF_COMPANY,
                before,
                after);
    }

    @Override
    public void checkUnused(String attribute) {
        StoredPlaceholders.refuse(
                jdbi,
                "attribute_in_content_template",
                "select name from content_template" + OF_COMPANY + " order by lower(name)",
                attribute);
    }
}
