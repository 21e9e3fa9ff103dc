package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.broadcast.Audience;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.channel.Channel;
import org.heliograph.contact.ContactCondition;
import org.heliograph.contact.TargetService;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** Turns an audience into recipients, with one statement whatever its size. */
@ApplicationScoped
public class AudienceFreeze {

    @Inject
    private Jdbi jdbi;

    @Inject
    private TargetService targets;

    private static final String UNOPENED = "c.id in (select u.contact_id from message u"
            + " where u.broadcast_id = :unopenedOf and u.company_id = c.company_id and u.channel = any(:displaying)"
            + " group by u.contact_id having bool_or(u.state = 'DELIVERED') and not bool_or(u.state = 'DISPLAYED'))";

    /** What was frozen. */
    public record Frozen(int recipients, int optedOut) {}

    /** Writes the recipients. A contact reached in several ways is one; one who opted out of every step is none. */
    public Frozen freeze(Broadcast broadcast) {
        ContactCondition audience = condition(broadcast.audience());
        String optedOut = optedOutOfAll(broadcast.steps());
        int recipients = jdbi.withHandle(handle -> handle.createUpdate("insert into recipient"
                        + " (broadcast_id, no, company_id, contact_id, phone)"
                        + " select :broadcast, row_number() over (order by c.id), c.company_id, c.id, c.phone"
                        + " from contact c where c.company_id = :company and (" + audience.sql() + ")"
                        + " and not (" + optedOut + ")")
                .bind("broadcast", broadcast.id())
                .bind("company", Callers.get().company())
                .bindMap(audience.bindings())
                .execute());
        int leftOut = (int) count(audience.sql() + ") and (" + optedOut, audience.bindings());
        return new Frozen(recipients, leftOut);
    }

    /** How many contacts the audience holds now, opted out or not. */
    public long count(Audience audience) {
        ContactCondition condition = condition(audience);
        return count(condition.sql(), condition.bindings());
    }

    private long count(String sql, Map<String, Object> bindings) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from contact c where c.company_id = :company and (" + sql + ")")
                .bind("company", Callers.get().company())
                .bindMap(bindings)
                .mapTo(Long.class)
                .one());
    }

    private ContactCondition condition(Audience audience) {
        List<String> parts = new ArrayList<>();
        Map<String, Object> bindings = new HashMap<>();
        for (long target : audience.targets()) {
            ContactCondition condition = targets.condition(target);
            parts.add("(" + condition.sql() + ")");
            bindings.putAll(condition.bindings());
        }
        if (!audience.tags().isEmpty()) {
            parts.add("exists (select from contact_tag ct where ct.contact_id = c.id and ct.tag_id = any(:tags))");
            bindings.put("tags", audience.tags().toArray(Long[]::new));
        }
        if (!audience.phones().isEmpty()) {
            parts.add("c.phone = any(:phones)");
            bindings.put("phones", audience.phones().toArray(String[]::new));
        }
        if (audience.failedOf() != null) {
            parts.add("c.id in (select f.contact_id from recipient f where f.broadcast_id = :failedOf"
                    + " and f.company_id = c.company_id and f.state = 'UNSUCCESSFUL')");
            bindings.put("failedOf", audience.failedOf());
        }
        if (audience.unopenedOf() != null) {
            parts.add(UNOPENED);
            bindings.put("unopenedOf", audience.unopenedOf());
            bindings.put(
                    "displaying",
                    Stream.of(Channel.values())
                            .filter(Channel::reportsDisplay)
                            .map(Enum::name)
                            .toArray(String[]::new));
        }
        return new ContactCondition(parts.isEmpty() ? "false" : String.join(" or ", parts), bindings);
    }

    private static String optedOutOfAll(List<BroadcastStep> steps) {
        if (steps.isEmpty()) {
            return "false";
        }
        return steps.stream()
                .map(step -> "exists (select from opt_out o where o.contact_id = c.id and o.channel = '"
                        + step.channel().name() + "' and (o.sender_id is null or o.sender_id = " + step.senderId()
                        + "))")
                .collect(Collectors.joining(" and "));
    }
}
