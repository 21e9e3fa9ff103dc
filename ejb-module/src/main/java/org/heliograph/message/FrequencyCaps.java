package org.heliograph.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.heliograph.channel.Channel;
import org.heliograph.contact.ContactCondition;
import org.heliograph.platform.Ids;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Counts what contacts get over capped channels, and says who has had enough. A message counts once it is taken for
 * sending, whatever becomes of it. All within the caller's transaction and for its company.
 */
@ApplicationScoped
public class FrequencyCaps {

    /** The contact's times that a cap still looks at. */
    private static final String RECENT = "select t from unnest(r.times) t where t > :since::timestamptz";

    @Inject
    private Jdbi jdbi;

    private record InForce(FrequencyCap cap, boolean coversApi, boolean mayBeIgnored) {}

    /**
     * Counts a message of a broadcast for each of the contacts, but for those who have reached the cap.
     *
     * @param ignored whether the broadcast asks to go out all the same; heeded if the company allows it
     * @return those who have reached it
     */
    public Set<Long> reserve(Channel channel, Collection<Long> contacts, boolean ignored, Instant now) {
        if (contacts.isEmpty()) {
            return Set.of();
        }
        return jdbi.withHandle(handle -> find(handle, channel)
                .filter(inForce -> !ignored || !inForce.mayBeIgnored())
                .map(inForce -> reserve(handle, inForce.cap(), contacts, now))
                .orElse(Set.of()));
    }

    /** The cap that covers single messages of programs; empty if there is none. */
    Optional<FrequencyCap> ofPrograms(Handle handle, Channel channel) {
        return find(handle, channel).filter(InForce::coversApi).map(InForce::cap);
    }

    /**
     * Who has reached the cap, as a condition on contacts; empty if none keeps a broadcast from anybody. Counts nothing.
     *
     * @param ignored as in {@link #reserve}
     */
    public Optional<ContactCondition> reached(Channel channel, boolean ignored, Instant now) {
        return jdbi.withHandle(handle -> find(handle, channel))
                .filter(inForce -> !ignored || !inForce.mayBeIgnored())
                .map(inForce -> new ContactCondition(
                        "exists (select from contact_reach r where r.contact_id = c.id and r.channel = :channel"
                                + " and (select count(*) from (" + RECENT + ") recent) >= :messages)",
                        Map.of(
                                "channel", channel.name(),
                                "since",
                                        now.minus(Duration.ofHours(inForce.cap().hours()))
                                                .toString(),
                                "messages", inForce.cap().messages())));
    }

    private static Optional<InForce> find(Handle handle, Channel channel) {
        return handle.createQuery("select c.messages, c.hours, coalesce(p.covers_api, false),"
                        + " coalesce(p.may_be_ignored, false) from frequency_cap c"
                        + " left join frequency_policy p on p.company_id = c.company_id"
                        + " where c.company_id = :company and c.channel = :channel")
                .bind("company", Callers.get().company())
                .bind("channel", channel.name())
                .map((row, context) -> new InForce(
                        new FrequencyCap(channel, row.getInt(1), row.getInt(2)), row.getBoolean(3), row.getBoolean(4)))
                .findOne();
    }

    /**
     * Counts a message for each of the contacts, but for those who have reached the cap, whom it returns. One statement, so
     * that two broadcasts at once cannot both give the last one; in order, against deadlocks.
     */
    Set<Long> reserve(Handle handle, FrequencyCap cap, Collection<Long> contacts, Instant now) {
        Set<Long> reached = new HashSet<>(contacts);
        reached.removeAll(handle.createQuery("insert into contact_reach as r (contact_id, channel, company_id, times)"
                        + " select c, :channel, :company, array[:now::timestamptz] from unnest(:contacts) c order by c"
                        + " on conflict (contact_id, channel) do update set times = array(" + RECENT
                        + ") || excluded.times where (select count(*) from (" + RECENT + ") recent) < :messages"
                        + " returning contact_id")
                .bind("channel", cap.channel().name())
                .bind("company", Callers.get().company())
                .bind("contacts", contacts.toArray(Long[]::new))
                .bind("now", now.toString())
                .bind("since", now.minus(Duration.ofHours(cap.hours())).toString())
                .bind("messages", cap.messages())
                .mapTo(Long.class)
                .list());
        return reached;
    }

    FrequencyPolicy policy() {
        return jdbi.withHandle(handle -> {
            List<FrequencyCap> caps = handle.createQuery("select channel, messages, hours from frequency_cap"
                            + " where company_id = :company order by channel")
                    .bind("company", Callers.get().company())
                    .map((row, context) ->
                            new FrequencyCap(Channel.valueOf(row.getString(1)), row.getInt(2), row.getInt(3)))
                    .list();
            return handle.createQuery(
                            "select covers_api, may_be_ignored from frequency_policy where company_id = :company")
                    .bind("company", Callers.get().company())
                    .map((row, context) -> new FrequencyPolicy(caps, row.getBoolean(1), row.getBoolean(2)))
                    .findOne()
                    .orElse(new FrequencyPolicy(caps, false, false));
        });
    }

    void save(FrequencyPolicy policy) {
        long company = Callers.get().company();
        jdbi.useHandle(handle -> {
            handle.execute("delete from frequency_cap where company_id = ?", company);
            policy.caps()
                    .forEach(cap -> handle.execute(
                            "insert into frequency_cap (company_id, channel, messages, hours) values (?, ?, ?, ?)",
                            company,
                            cap.channel().name(),
                            cap.messages(),
                            cap.hours()));
            handle.execute(
                    "insert into frequency_policy (company_id, covers_api, may_be_ignored) values (?, ?, ?)"
                            + " on conflict (company_id) do update set covers_api = excluded.covers_api,"
                            + " may_be_ignored = excluded.may_be_ignored",
                    company,
                    policy.coversApi(),
                    policy.mayBeIgnored());
        });
    }

    void forgetUncapped() {
        jdbi.useHandle(handle -> handle.execute(
                "delete from contact_reach r where r.company_id = ? and not exists (select from frequency_cap c"
                        + " where c.company_id = r.company_id and c.channel = r.channel)",
                Callers.get().company()));
    }

    /** Counts anew from the messages of the cap's time; done when a cap is set, not when one is asked. */
    void recount(FrequencyCap cap, boolean coversApi, Instant now) {
        Instant since = now.minus(Duration.ofHours(cap.hours()));
        jdbi.useHandle(handle -> handle.execute(
                "delete from contact_reach where company_id = ? and channel = ?",
                Callers.get().company(),
                cap.channel().name()));
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        insert into contact_reach (contact_id, channel, company_id, times)
                        select m.contact_id, m.channel, m.company_id,
                          array_agg(m.created_at)
                        from message m join contact c on c.id = m.contact_id left join broadcast b on b.id = m.broadcast_id
                        where m.company_id = :company and m.id >= :lowest and m.direction = 'MT' and m.channel = :channel
                          and m.state not in ('QUEUED', 'FAILED')
                          and (b.id is not null and not b.rules @> '{"ignoresCap": true}'
                            or b.id is null and m.traffic = 'API' and :coversApi)
                        group by m.contact_id, m.channel, m.company_id
                        on conflict (contact_id, channel) do update set times = excluded.times
                        """)
                .bind("company", Callers.get().company())
                .bind("channel", cap.channel().name())
                .bind("lowest", Ids.lowest(since))
                .bind("coversApi", coversApi)
                .execute());
    }
}
