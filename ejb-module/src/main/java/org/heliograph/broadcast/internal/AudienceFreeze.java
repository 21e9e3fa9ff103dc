package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.heliograph.broadcast.Audience;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.contact.ContactCondition;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/**
 * Turns an audience into recipients, with one statement whatever its size, and notes who is left out; or only tells how many
 * there would be.
 */
@ApplicationScoped
public class AudienceFreeze {

    @Inject
    private Jdbi jdbi;

    @Inject
    private AudienceConditions conditions;

    /** What was frozen. */
    public record Frozen(int recipients, int optedOut, int excluded) {}

    /** Writes the recipients. A contact reached in several ways is one; one who opted out of every step, or is excluded, none. */
    public Frozen freeze(Broadcast broadcast) {
        ContactCondition recipients = conditions.recipients(broadcast.audience(), broadcast.steps());
        int written = jdbi.withHandle(handle -> handle.createUpdate("insert into recipient"
                        + " (broadcast_id, no, company_id, contact_id, phone)"
                        + " select :broadcast, row_number() over (order by c.id), c.company_id, c.id, c.phone"
                        + " from contact c where c.company_id = :company and (" + recipients.sql() + ")")
                .bind("broadcast", broadcast.id())
                .bind("company", Callers.get().company())
                .bindMap(recipients.bindings())
                .execute());
        return new Frozen(written, keepOptedOut(broadcast), keepExcluded(broadcast));
    }

    /** Notes whom opt-outs leave out; the statement that would count them. */
    private int keepOptedOut(Broadcast broadcast) {
        return keep(broadcast, "OPTED_OUT", "(" + AudienceConditions.optedOutOfAll(broadcast.steps()) + ")", "");
    }

    /** Notes whom the exclusions leave out: all the others who did not become recipients. */
    private int keepExcluded(Broadcast broadcast) {
        if (broadcast.audience().exclusions().isEmpty()) {
            return 0;
        }
        return keep(
                broadcast,
                "EXCLUDED",
                "not (" + AudienceConditions.optedOutOfAll(broadcast.steps()) + ")",
                " except select r.broadcast_id, r.contact_id, r.company_id, 'EXCLUDED' from recipient r"
                        + " where r.broadcast_id = :broadcast");
    }

    private int keep(Broadcast broadcast, String reason, String restriction, String exceptions) {
        ContactCondition everybody = conditions.of(broadcast.audience().withoutExclusions());
        return jdbi.withHandle(handle -> handle.createUpdate("insert into left_out"
                        + " (broadcast_id, contact_id, company_id, reason)"
                        + " select :broadcast::bigint, c.id, c.company_id, '" + reason + "' from contact c"
                        + " where c.company_id = :company and (" + everybody.sql() + ") and " + restriction
                        + exceptions)
                .bind("broadcast", broadcast.id())
                .bind("company", Callers.get().company())
                .bindMap(everybody.bindings())
                .execute());
    }

    /** What would be frozen now. */
    Frozen foretell(Prospects prospects, Audience audience, List<BroadcastStep> steps) {
        long recipients = count(prospects, conditions.recipients(audience, steps));
        return account(prospects, audience, steps, (int) recipients);
    }

    /** How often contacts are named by the audience beyond the first time each. */
    long duplicates(Prospects prospects, Audience audience) {
        if (audience.ways() < 2) {
            return 0;
        }
        ContactCondition chosen = conditions.of(audience.withoutExclusions());
        ContactCondition ways = conditions.ways(audience);
        return jdbi.withHandle(handle -> handle.createQuery("select coalesce(sum(" + ways.sql()
                        + "), 0) - count(*) from " + prospects.sql() + " where c.company_id = :company and ("
                        + chosen.sql() + ")")
                .bind("company", Callers.get().company())
                .bindMap(prospects.bindings())
                .bindMap(chosen.bindings())
                .bindMap(ways.bindings())
                .mapTo(Long.class)
                .one());
    }

    /** How many contacts the audience holds now, opted out or not; those excluded are not among them. */
    public long count(Audience audience) {
        return count(Prospects.CONTACTS, conditions.of(audience));
    }

    private Frozen account(Prospects prospects, Audience audience, List<BroadcastStep> steps, int recipients) {
        ContactCondition everybody = conditions.of(audience.withoutExclusions());
        String optedOut = AudienceConditions.optedOutOfAll(steps);
        long leftOut = count(prospects, everybody, "(" + optedOut + ")");
        long excluded = audience.exclusions().isEmpty()
                ? 0
                : count(prospects, everybody, "not (" + optedOut + ")") - recipients;
        return new Frozen(recipients, (int) leftOut, (int) Math.max(0, excluded));
    }

    private long count(Prospects prospects, ContactCondition condition, String restriction) {
        return count(
                prospects, new ContactCondition("(" + condition.sql() + ") and " + restriction, condition.bindings()));
    }

    private long count(Prospects prospects, ContactCondition condition) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from " + prospects.sql()
                        + " where c.company_id = :company and (" + condition.sql() + ")")
                .bind("company", Callers.get().company())
                .bindMap(prospects.bindings())
                .bindMap(condition.bindings())
                .mapTo(Long.class)
                .one());
    }
}
