package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.contact.PlaceholderUse;
import org.heliograph.contact.StoredPlaceholders;
import org.jdbi.v3.core.Jdbi;

/**
 * Attributes that the messages of broadcasts and of their templates name. Those of launched broadcasts are never changed:
 * they and the values kept with each message tell what was sent.
 */
@ApplicationScoped
public class BroadcastPlaceholders implements PlaceholderUse {

    private static final String RENAME_IN_TEMPLATES = "update broadcast_template"
            + " set steps = regexp_replace(steps::text, :pattern, :replacement, 'g')::jsonb"
            + " where company_id = :company and steps::text ~ :pattern";

    /** A launch waits for the renaming, or has made the broadcast a running one before. */
    private static final String RENAME_IN_BROADCASTS = "update broadcast_step s"
            + " set content = regexp_replace(s.content::text, :pattern, :replacement, 'g')::jsonb"
            + " from (select id from broadcast where company_id = :company and launched_at is null for no key update) b"
            + " where s.broadcast_id = b.id and s.content::text ~ :pattern";

    private static final String IN_BROADCASTS = "broadcast b where b.company_id = :company and exists"
            + " (select from broadcast_step s where s.broadcast_id = b.id and s.content::text ~ :pattern) and ";

    private static final String RUNNING = IN_BROADCASTS + "b.status in ('IN_PROGRESS', 'SENT', 'PAUSED')";

    /** What has failed, or was aborted before its time, is not launched any more. */
    private static final String NOT_LAUNCHED =
            IN_BROADCASTS + "b.launched_at is null and b.status not in ('FAILED', 'ABORTED')";

    private static final String TEMPLATES =
            "broadcast_template b where b.company_id = :company and b.steps::text ~ :pattern";

    @Inject
    private Jdbi jdbi;

    /** Templates first, as a schedule that is due locks them: what it makes of one is then seen among the broadcasts. */
    @Override
    public void rename(String before, String after) {
        StoredPlaceholders.rename(jdbi, RENAME_IN_TEMPLATES, before, after);
        StoredPlaceholders.rename(jdbi, RENAME_IN_BROADCASTS, before, after);
        refuse("attribute_in_running", RUNNING, before);
    }

    @Override
    public void checkUnused(String attribute) {
        refuse("attribute_in_running", RUNNING, attribute);
        refuse("attribute_in_broadcast", NOT_LAUNCHED, attribute);
        refuse("attribute_in_broadcast_template", TEMPLATES, attribute);
    }

    private void refuse(String code, String users, String attribute) {
        StoredPlaceholders.refuse(jdbi, code, "select b.name from " + users + " order by b.id desc", attribute);
    }
}
