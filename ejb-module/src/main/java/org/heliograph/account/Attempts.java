package org.heliograph.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** Counts what strangers ask for, so that nobody can ask without end. Counted in the database, for all nodes. */
@Stateless
@Tenanted
public class Attempts {

    private static final Duration WINDOW = Duration.ofHours(1);

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** Counts one attempt; false if there have been more than so many within the hour that began with the first. */
    public boolean allows(String what, String subject, int limit) {
        Instant now = clock.instant();
        int count = jdbi.withHandle(handle -> handle.createQuery("insert into attempt as a (subject_hash, count, since)"
                        + " values (:subject, 1, :now::timestamptz) on conflict (subject_hash) do update set"
                        + " count = case when a.since <= :start::timestamptz then 1 else a.count + 1 end,"
                        + " since = case when a.since <= :start::timestamptz then excluded.since else a.since end"
                        + " returning count")
                .bind("subject", Tokens.hash(what + " " + subject))
                .bind("now", now.toString())
                .bind("start", now.minus(WINDOW).toString())
                .mapTo(Integer.class)
                .one());
        return count <= limit;
    }

    /**
     * The same for what somebody somewhere asks for, counted for the place and for the person.
     *
     * @param address of the client
     */
    public boolean allows(String what, String address, int perAddress, String person, int perPerson) {
        // The address first in every request: rows locked in one order cannot deadlock.
        return allows(what + " from", address, perAddress) && allows(what + " of", person, perPerson);
    }

    /** Removes what no longer counts. To be called last in a transaction: it waits for nobody, so it cannot deadlock. */
    public void purge() {
        jdbi.useHandle(handle -> handle.createUpdate("delete from attempt where subject_hash in (select subject_hash"
                        + " from attempt where since <= :start::timestamptz for update skip locked)")
                .bind("start", clock.instant().minus(WINDOW).toString())
                .execute());
    }
}
