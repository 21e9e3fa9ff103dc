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
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.broadcast.Exclusions;
import org.heliograph.channel.Channel;
import org.heliograph.contact.ContactCondition;
import org.heliograph.contact.TargetService;
import org.heliograph.platform.Ids;

/** Who belongs to an audience, as conditions on contacts: the same for a launch and for what is foretold of it. */
@ApplicationScoped
class AudienceConditions {

    private static final String UNOPENED = "c.id in (select u.contact_id from message u"
            + " where u.broadcast_id = :unopenedOf and u.company_id = c.company_id and u.channel = any(:displaying)"
            + " group by u.contact_id having bool_or(u.state = 'DELIVERED') and not bool_or(u.state = 'DISPLAYED'))";

    /** The ids of messages are times, so that only those of the days asked for are read. */
    private static final String NOT_REACHED = " and not exists (select from message x where x.contact_id = c.id"
            + " and x.company_id = c.company_id and x.id >= :reachedSince and x.broadcast_id is not null"
            + " and x.state in ('SENT', 'DELIVERED', 'DISPLAYED'))";

    @Inject
    private TargetService targets;

    @Inject
    private Clock clock;

    /** Those who were chosen, in whatever way, and are not excluded. */
    ContactCondition of(Audience audience) {
        ContactCondition chosen = chosen(audience);
        Map<String, Object> bindings = new HashMap<>(chosen.bindings());
        return new ContactCondition(chosen.sql() + notExcluded(audience.exclusions(), bindings), bindings);
    }

    /** Those of them who become recipients of the steps. */
    ContactCondition recipients(Audience audience, List<BroadcastStep> steps) {
        ContactCondition condition = of(audience);
        return new ContactCondition(
                "(" + condition.sql() + ") and not (" + optedOutOfAll(steps) + ")", condition.bindings());
    }

    /** In how many of the ways that the audience names a contact is in it, exclusions aside. */
    ContactCondition ways(Audience audience) {
        Map<String, Object> bindings = new HashMap<>();
        String sum = Stream.concat(
                        ways(audience, bindings).stream().map(way -> "(" + way + ")::int"),
                        audience.tags().isEmpty()
                                ? Stream.of()
                                : Stream.of("(select count(*) from contact_tag ct where ct.contact_id = c.id"
                                        + " and ct.tag_id = any(:tags))"))
                .map(way -> "coalesce(" + way + ", 0)")
                .collect(Collectors.joining(" + "));
        bindTags(audience, bindings);
        return new ContactCondition(sum.isEmpty() ? "0" : sum, bindings);
    }

    private ContactCondition chosen(Audience audience) {
        Map<String, Object> bindings = new HashMap<>();
        List<String> ways = ways(audience, bindings);
        if (!audience.tags().isEmpty()) {
            ways.add("exists (select from contact_tag ct where ct.contact_id = c.id and ct.tag_id = any(:tags))");
            bindTags(audience, bindings);
        }
        return new ContactCondition(ways.isEmpty() ? "false" : "(" + String.join(" or ", ways) + ")", bindings);
    }

    private static void bindTags(Audience audience, Map<String, Object> bindings) {
        if (!audience.tags().isEmpty()) {
            bindings.put("tags", audience.tags().toArray(Long[]::new));
        }
    }

    /** All ways but tags, of which a contact may have several. */
    private List<String> ways(Audience audience, Map<String, Object> bindings) {
        List<String> ways = new ArrayList<>();
        for (long target : audience.targets()) {
            ContactCondition condition = targets.condition(target);
            ways.add("(" + condition.sql() + ")");
            bindings.putAll(condition.bindings());
        }
        if (!audience.phones().isEmpty()) {
            ways.add("c.phone = any(:phones)");
            bindings.put("phones", audience.phones().toArray(String[]::new));
        }
        if (audience.failedOf() != null) {
            ways.add("c.id in (select f.contact_id from recipient f where f.broadcast_id = :failedOf"
                    + " and f.company_id = c.company_id and f.state = 'UNSUCCESSFUL')");
            bindings.put("failedOf", audience.failedOf());
        }
        if (audience.unopenedOf() != null) {
            ways.add(UNOPENED);
            bindings.put("unopenedOf", audience.unopenedOf());
            bindings.put(
                    "displaying",
                    Channel.reportingDisplay().stream().map(Enum::name).toArray(String[]::new));
        }
        return ways;
    }

    static String optedOutOfAll(List<BroadcastStep> steps) {
        return steps.isEmpty()
                ? "false"
                : steps.stream().map(AudienceConditions::optedOut).collect(Collectors.joining(" and "));
    }

    /** The contact itself. Others with its e-mail address are looked up when it is written to, not for a million at once. */
    static String optedOut(BroadcastStep step) {
        return "exists (select from opt_out o where o.contact_id = c.id and o.channel = '"
                + step.channel().name() + "' and (o.sender_id is null or o.sender_id = " + step.senderId() + "))";
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
