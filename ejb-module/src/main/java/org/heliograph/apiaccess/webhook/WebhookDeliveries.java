package org.heliograph.apiaccess.webhook;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.heliograph.apiaccess.webhook.Attempt.End;
import org.heliograph.channel.Channel;
import org.heliograph.message.MessageState;
import org.heliograph.message.MessageStatus;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Takes due updates of all companies for sending, and records what came of them. */
@Stateless
@Tenanted
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class WebhookDeliveries {

    /** Much longer than an attempt may take. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration KEPT = Duration.ofDays(7);

    /**
     * Walks over the index from one host of a company to the next and takes the oldest few of each. Companies take turns,
     * and within a company its hosts, so that neither a host with a long queue nor a company with many hosts delays others. A
     * message's update waits until the one before has been tried.
     */
    private static final String CLAIM =
            """
            with recursive hosts (company_id, host) as (
                (select company_id, host from webhook_delivery where due_at is not null
                 order by company_id, host limit 1)
                union all
                select n.company_id, n.host from hosts h cross join lateral (
                    select d.company_id, d.host from webhook_delivery d
                    where d.due_at is not null and (d.company_id, d.host) > (h.company_id, h.host)
                    order by d.company_id, d.host limit 1) n
            ), oldest as (
                select h.company_id, h.host, c.id, c.place from hosts h cross join lateral (
                    select d.id, row_number() over (order by d.due_at, d.id) as place from webhook_delivery d
                    where d.company_id = h.company_id and d.host = h.host and d.due_at <= :now::timestamptz
                      and not exists (select from webhook_delivery e where e.message_id = d.message_id and e.id < d.id
                                      and e.due_at is not null and (e.in_hand or e.attempts = 0))
                    order by d.due_at, d.id limit :perHost) c
                where h.host <> all(:busy)
            ), turns as (
                select o.id, o.host, coalesce(u.attempts, 0)
                    + row_number() over (partition by o.company_id order by o.place, o.id) as turn
                from oldest o left join unnest(:companies, :underway) u (company_id, attempts) using (company_id)
            ), chosen as (
                select id, turn, row_number() over (partition by host order by turn, id) as place from turns
                where turn <= :perCompany
            ), picked as (
                select d.id from webhook_delivery d join chosen c on c.id = d.id
                where c.place <= :perHost and d.due_at <= :now::timestamptz
                order by c.turn, d.id limit :most for update of d skip locked
            )
            update webhook_delivery d
            set in_hand = true, attempts = d.attempts + 1, due_at = :lease::timestamptz
            from picked p where d.id = p.id returning d.*
            """;

    private static final String RECORD =
            """
            update webhook_delivery d
            set in_hand = false, outcome = r.outcome, last_result = r.result,
                due_at = case when r.outcome is null then :now::timestamptz + make_interval(secs => r.wait) end,
                ended_at = case when r.outcome is not null then :now::timestamptz end
            from unnest(:ids, :outcomes, :results, :waits) r (id, outcome, result, wait)
            where d.id = r.id and d.due_at is not null
            """;

    /** Older news is no news once newer has arrived; and whoever wants no more gets none of what waits either. */
    private static final String END_OTHERS =
            """
            update webhook_delivery d
            set outcome = case r.outcome when 'GONE' then 'GONE' else 'SUPERSEDED' end, due_at = null,
                ended_at = :now::timestamptz
            from unnest(:ids, :messages, :outcomes) r (id, message, outcome)
            where d.message_id = r.message and d.due_at is not null and not d.in_hand
              and (r.outcome = 'GONE' or r.outcome = 'DELIVERED' and d.id < r.id)
            """;

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /**
     * @param most in all
     * @param perHost at most of one host
     * @param busy hosts to leave alone
     * @param perCompany at most of one company, with those that are underway
     * @param underway attempts of companies, by their ids
     */
    public List<WebhookUpdate> claim(
            int most, int perHost, Collection<String> busy, int perCompany, Map<Long, Integer> underway) {
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> handle.createQuery(CLAIM)
                .bind("now", now.toString())
                .bind("lease", now.plus(LEASE).toString())
                .bind("most", most)
                .bind("perHost", perHost)
                .bind("busy", busy.toArray(String[]::new))
                .bind("perCompany", perCompany)
                .bind("companies", underway.keySet().toArray(Long[]::new))
                .bind("underway", underway.values().toArray(Integer[]::new))
                .map((row, context) -> read(row))
                .list());
    }

    public void record(List<Attempt> attempts) {
        jdbi.useHandle(handle -> {
            handle.createUpdate(RECORD)
                    .bind("now", clock.instant().toString())
                    .bind("ids", attempts.stream().map(a -> a.update().id()).toArray(Long[]::new))
                    .bind("outcomes", outcomes(attempts))
                    .bind("results", attempts.stream().map(Attempt::result).toArray(String[]::new))
                    .bind(
                            "waits",
                            attempts.stream()
                                    .map(a -> a.delay() == null
                                            ? 0
                                            : (int) a.delay().toSeconds())
                                    .toArray(Integer[]::new))
                    .execute();
            endOthers(
                    handle,
                    attempts.stream()
                            .filter(a -> a.end() == End.DELIVERED || a.end() == End.GONE)
                            .toList());
        });
    }

    private void endOthers(Handle handle, List<Attempt> attempts) {
        if (!attempts.isEmpty()) {
            handle.createUpdate(END_OTHERS)
                    .bind("now", clock.instant().toString())
                    .bind("ids", attempts.stream().map(a -> a.update().id()).toArray(Long[]::new))
                    .bind(
                            "messages",
                            attempts.stream().map(a -> a.update().messageId()).toArray(UUID[]::new))
                    .bind("outcomes", outcomes(attempts))
                    .execute();
        }
    }

    private static String[] outcomes(List<Attempt> attempts) {
        return attempts.stream()
                .map(a -> a.end() == null ? null : a.end().name())
                .toArray(String[]::new);
    }

    /** Updates that ended a week ago are of no more use. */
    public void forgetOld() {
        jdbi.useHandle(
                handle -> handle.createUpdate("delete from webhook_delivery where ended_at < :until::timestamptz")
                        .bind("until", clock.instant().minus(KEPT).toString())
                        .execute());
    }

    private static WebhookUpdate read(ResultSet row) throws SQLException {
        MessageStatus status = new MessageStatus(
                row.getObject("message_id", UUID.class),
                Channel.valueOf(row.getString("channel")),
                null,
                row.getString("sender"),
                row.getString("contact"),
                MessageState.valueOf(row.getString("state")),
                row.getString("failure"),
                row.getString("error_code"),
                row.getInt("parts"),
                row.getBoolean("repeated"),
                instant(row, "accepted_at"),
                instant(row, "sent_at"),
                instant(row, "delivered_at"),
                instant(row, "seen_at"));
        return new WebhookUpdate(
                row.getLong("id"),
                row.getLong("company_id"),
                row.getString("address"),
                row.getString("host"),
                row.getInt("attempts"),
                status);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
