package org.heliograph.message.internal;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/**
 * Carriers tell their news to the company an account belongs to; this finds the company whose lent sender it is about.
 * Called for the platform.
 */
@Stateless
@Tenanted
public class LentSenders {

    /** The address of a sender {@code s}, to be compared with {@link #plainly}; an account has few senders. */
    static final String SPELLED_PLAINLY = "ltrim(lower(s.address), '+')";

    private static final int AT_ONCE = 5_000;

    /** The latest message, or one that is being handed over: that of a broadcast has no row yet, but its recipient its id. */
    private static final String COMPANY =
            """
            select s.company_id from sender s
            join contact c on c.company_id = s.company_id and c.phone = :address
            cross join lateral (
                (select m.id from message m
                 where m.company_id = s.company_id and m.contact_id = c.id and m.sender_id = s.id and m.direction = 'MT'
                 order by m.id desc limit 1)
                union all
                (select r.message_id from broadcast b
                 join broadcast_step t on t.broadcast_id = b.id and t.sender_id = s.id
                 join recipient r on r.broadcast_id = b.id and r.step = t.position
                 where b.company_id = s.company_id and b.status in ('IN_PROGRESS', 'SENT', 'PAUSED')
                   and r.contact_id = c.id and r.message_id is not null
                 order by r.message_id desc limit 1)
            ) latest
            where s.account_id = :account and s.lent and %s = :sender
            order by latest.id desc limit 1
            """
                    .formatted(SPELLED_PLAINLY);

    private static final String ROUTE =
            """
            with lent as (
                select e.id, known.company_id
                from (select * from early_report where next_try <= :now::timestamptz
                        and account_id in (select account_id from sender where lent)
                      order by id desc limit :limit for update skip locked) e
                cross join lateral (
                    select k.company_id from %s k where k.company_id <> e.company_id order by k.message_id desc limit 1
                ) known
            )
            update early_report e set company_id = lent.company_id from lent where e.id = lent.id
            """
                    .formatted(References.OF_EARLY_REPORT);

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** The company that has last written to the address from a sender it was lent; empty if none has. */
    public Optional<Long> findCompany(long accountId, String sender, String address) {
        return jdbi.withHandle(handle -> handle.createQuery(COMPANY)
                .bind("account", accountId)
                .bind("sender", plainly(sender))
                .bind("address", address)
                .mapTo(Long.class)
                .findOne());
    }

    /** A sender as a carrier may spell it: in any case, and a number with or without its {@code +}. */
    static String plainly(String address) {
        String lower = address == null ? "" : address.toLowerCase(Locale.ROOT);
        return lower.startsWith("+") ? lower.substring(1) : lower;
    }

    /** Gives kept reports that are due to the companies whose messages they are about; their timer applies them. */
    public void routeReports() {
        Instant now = clock.instant();
        jdbi.useHandle(handle -> handle.createUpdate(ROUTE)
                .bind("now", now.toString())
                .bind("limit", AT_ONCE)
                .bind("since", References.early(now))
                .execute());
    }
}
