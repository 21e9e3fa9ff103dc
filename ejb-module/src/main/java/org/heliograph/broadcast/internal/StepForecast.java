package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.broadcast.BroadcastType;
import org.heliograph.broadcast.SaveBroadcast;
import org.heliograph.broadcast.StepEstimate;
import org.heliograph.broadcast.internal.AudienceForecast.Expected;
import org.heliograph.channel.Channel;
import org.heliograph.channel.ContentTemplate;
import org.heliograph.contact.ContactCondition;
import org.heliograph.message.FrequencyCaps;
import org.heliograph.message.SendTimes;
import org.heliograph.message.SendWindows;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * What would become of the recipients at a step, if all of them came to it. Counting is done by one statement; what needs
 * each message or number itself is read for {@link #SAMPLE} recipients at most, spread evenly over them.
 */
@ApplicationScoped
public class StepForecast {

    /** A contact's address for e-mail: the first of its attributes that holds one. */
    static final String EMAIL = "(select c.attributes ->> a.name from attribute a where a.company_id = c.company_id"
            + " and a.type = 'EMAIL' and c.attributes ->> a.name <> '' order by a.position, a.id limit 1)";

    /** Whether any contact with the address has opted out; these addresses are read once, not for each contact. */
    private static final String SHARED_OPT_OUT = "lower(" + EMAIL + ") in (select lower(c.attributes ->> a.name)"
            + " from opt_out o join contact c on c.id = o.contact_id"
            + " join attribute a on a.company_id = c.company_id and a.type = 'EMAIL'"
            + " where o.company_id = :company and o.channel = 'EMAIL' and (o.sender_id is null or o.sender_id = %s)"
            + " and c.attributes ->> a.name <> '')";

    static final int SAMPLE = 50_000;

    private static final int FETCH = 1_000;

    /** Spread over all ids, and the same ones whenever it is asked. */
    private static final String SAMPLED = " and (hashint8(c.id) & 2147483647) % :every = 0";

    @Inject
    private Jdbi jdbi;

    @Inject
    private FrequencyCaps caps;

    @Inject
    private SendWindows windows;

    @Inject
    private Clock clock;

    /**
     * @param position of the step in the chain, from 0
     * @param at when the broadcast is launched
     * @param first whether nobody is reached before it, so that it starts then
     */
    public StepEstimate of(SaveBroadcast broadcast, int position, Expected expected, Instant at, boolean first) {
        BroadcastStep step = broadcast.steps().get(position);
        ContactCondition obstacle = obstacle(broadcast, step, at);
        Map<String, Long> skipped = new TreeMap<>();
        Map<String, Long> missing = new TreeMap<>();
        long reachable = count(expected, obstacle, required(step), skipped, missing);
        SendTimes times = first
                ? windows.with(broadcast.rules().hours(), step.channel())
                : new SendTimes(List.of(), ZoneOffset.UTC);
        MessageTally tally = new MessageTally(step.content(), times, at);
        if (tally.needsEach()) {
            read(expected, obstacle, tally, reachable);
        }
        return new StepEstimate(
                step.channel(), reachable, skipped, missing, tally.parts(reachable), tally.hours(reachable));
    }

    /** Names in the message of which a contact needs a value, since there is no default for it. */
    private static List<String> required(BroadcastStep step) {
        TreeSet<String> names = new TreeSet<>();
        if (step.content() != null) {
            ContentTemplate.of(step.content()).render(name -> null, names::add);
        }
        names.remove("phoneNumber");
        return List.copyOf(names);
    }

    /** The first obstacle between a contact and the step's message, as the claim finds it; null if there is none. */
    private ContactCondition obstacle(SaveBroadcast broadcast, BroadcastStep step, Instant at) {
        Map<String, Object> bindings = new HashMap<>();
        StringBuilder sql = new StringBuilder("case");
        boolean email = step.channel().addressKind() == Channel.AddressKind.EMAIL;
        if (email) {
            sql.append(" when coalesce(btrim(").append(EMAIL).append("), '') = '' then 'NO_ADDRESS'");
        }
        sql.append(" when ").append(AudienceConditions.optedOut(step));
        if (email) {
            sql.append(" or ").append(SHARED_OPT_OUT.formatted(step.senderId()));
        }
        sql.append(" then 'OPTED_OUT'");
        if (broadcast.type() == BroadcastType.FALLBACK) {
            if (step.channel() == Channel.RCS) {
                sql.append(" when not c.rcs_capable and c.rcs_checked_at >= :capableSince::timestamptz"
                        + " then 'NOT_CAPABLE'");
                bindings.put(
                        "capableSince",
                        clock.instant().minus(Capabilities.VALIDITY).toString());
            }
            caps.reached(step.channel(), broadcast.rules().ignoresCap(), at).ifPresent(cap -> {
                sql.append(" when ").append(cap.sql()).append(" then 'FREQUENCY_CAP'");
                bindings.putAll(cap.bindings());
            });
        }
        return new ContactCondition(sql.append(" end").toString(), bindings);
    }

    /** Returns how many meet no obstacle, and fills in who does and what those lack who do not. */
    private long count(
            Expected expected,
            ContactCondition obstacle,
            List<String> names,
            Map<String, Long> skipped,
            Map<String, Long> missing) {
        StringBuilder lacking = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            lacking.append(", count(*) filter (where coalesce(attributes ->> :name")
                    .append(i)
                    .append(", '') = '')");
        }
        return jdbi.withHandle(handle -> {
            Query query = query(
                    handle,
                    expected,
                    obstacle,
                    "select obstacle, count(*)" + lacking + " from (select " + obstacle.sql()
                            + " as obstacle, c.attributes from ",
                    ") s group by obstacle");
            for (int i = 0; i < names.size(); i++) {
                query.bind("name" + i, names.get(i));
            }
            List<Long> reachable = new ArrayList<>(List.of(0L));
            query.map((row, context) -> {
                        if (row.getString(1) != null) {
                            return skipped.put(row.getString(1), row.getLong(2));
                        }
                        for (int i = 0; i < names.size(); i++) {
                            if (row.getLong(i + 3) > 0) {
                                missing.put(names.get(i), row.getLong(i + 3));
                            }
                        }
                        return reachable.set(0, row.getLong(2));
                    })
                    .list();
            return reachable.get(0);
        });
    }

    /**
     * Shows the tally the reachable recipients, or an even sample of them. These are chosen from a finished set: the planner
     * takes a sample of half for a two-hundredth, and would look up the tags of the few by reading them all each time.
     */
    private void read(Expected expected, ContactCondition obstacle, MessageTally tally, long reachable) {
        long every = Math.max(1, (reachable + SAMPLE - 1) / SAMPLE);
        jdbi.useHandle(handle -> query(
                        handle,
                        expected,
                        obstacle,
                        "select c.phone, array(select case n when 'phoneNumber' then c.phone else c.attributes ->> n end"
                                + " from unnest(cast(:names as text[])) with ordinality u (n, i) order by i)"
                                + " from (select c.* from ",
                        " offset 0) c where (" + obstacle.sql() + ") is null" + SAMPLED)
                .bind("names", tally.names().toArray(String[]::new))
                .bind("every", every)
                .setFetchSize(FETCH)
                .map((row, context) ->
                        tally.add(row.getString(1), (String[]) row.getArray(2).getArray()))
                .forEach(added -> {}));
    }

    private static Query query(
            Handle handle, Expected expected, ContactCondition obstacle, String before, String after) {
        ContactCondition recipients = expected.recipients();
        return handle.createQuery(before + expected.prospects().sql() + " where c.company_id = :company and ("
                        + recipients.sql() + ")" + after)
                .bind("company", Callers.get().company())
                .bindMap(expected.prospects().bindings())
                .bindMap(recipients.bindings())
                .bindMap(obstacle.bindings());
    }
}
