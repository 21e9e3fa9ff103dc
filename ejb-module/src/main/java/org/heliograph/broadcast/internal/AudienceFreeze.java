package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heliograph.broadcast.Audience;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.broadcast.Exclusions;
import org.heliograph.channel.Channel;
import org.heliograph.contact.ContactCondition;
import org.heliograph.contact.TargetService;
import org.heliograph.platform.Ids;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** Turns an audience into recipients, with one statement whatever its size. */
@ApplicationScoped
public class AudienceFreeze {

    @Inject
    private Jdbi jdbi;

    @Inject
    private TargetService targets;

    @Inject
    private Clock clock;

    private static final String UNOPENED = "c.id in (select u.contact_id from message u"
            + " where u.broadcast_id = :unopenedOf and u.company_id = c.company_id and u.channel = any(:displaying)"
            + " group by u.contact_id having bool_or(u.state = 'DELIVERED') and not bool_or(u.state = 'DISPLAYED'))";

    /** The ids of messages are times, so that only those of the days asked for are read. */
    private static final String NOT_REACHED = " and not exists (select from message x where x.contact_id = c.id"
            + " and x.company_id = c.company_id and x.id >= :reachedSince and x.broadcast_id is not null"
            + " and x.state in ('SENT', 'DELIVERED', 'DISPLAYED'))";

    /** What was frozen. */
    public record Frozen(int recipients, int optedOut, int excluded) {}

    /** Writes the recipients. A contact reached in several ways is one; one who opted out of every step, or is excluded, none. */
    public Frozen freeze(Broadcast broadcast) {
        ContactCondition everybody = condition(broadcast.audience().withoutExclusions());
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
        int leftOut = (int) count(everybody.sql() + ") and (" + optedOut, everybody.bindings());
        long excluded = broadcast.audience().exclusions().isEmpty()
                ? 0
                : count(everybody.sql() + ") and not (" + optedOut, everybody.bindings()) - recipients;
        return new Frozen(recipients, leftOut, (int) Math.max(0, excluded));
    }

    /** How many contacts the audience holds now, opted out or not; those excluded are not among them. */
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
        String any = parts.isEmpty() ? "false" : "(" + String.join(" or ", parts) + ")";
        return new ContactCondition(any + notExcluded(audience.exclusions(), bindings), bindings);
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

    /** Conditions to be added, each of its own, so that a large set is joined and not searched for each contact. */
    private String notExcluded(Exclusions exclusions, Map<String, Object> bindings) {
        StringBuilder sql = new StringBuilder();
        for (long target : exclusions.targets()) {
            ContactCondition condition = targets.condition(target);
            sql.append(" and (").append(condition.sql()).append(") is not true");
            bindings.putAll(condition.bindings());
        }
        if (!exclusions.tags().isEmpty()) {
            sql.append(" and not exists (select from contact_tag x where x.contact_id = c.id"
                    + " and x.tag_id = any(:excludedTags))");
            bindings.put("excludedTags", exclusions.tags().toArray(Long[]::new));
        }
        if (!exclusions.phones().isEmpty()) {
            sql.append(" and c.phone <> all(:excludedPhones)");
            bindings.put("excludedPhones", exclusions.phones().toArray(String[]::new));
        }
        if (exclusions.reachedDays() != null) {
            sql.append(NOT_REACHED);
            bindings.put("reachedSince", Ids.lowest(clock.instant().minus(Duration.ofDays(exclusions.reachedDays()))));
        }
        return sql.toString();
    }
}
