package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.heliograph.broadcast.BroadcastType;
import org.heliograph.broadcast.internal.ChunkClaims.Work;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** Which contacts' devices can receive RCS, as far as it is known. */
@ApplicationScoped
class Capabilities {

    /** How long an answer holds. */
    static final Duration VALIDITY = Duration.ofDays(7);

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** The chunk's numbers without a fresh answer; a capability check asks for all of them. */
    Collection<String> phonesToCheck(Work work) {
        boolean all = work.broadcast().type() == BroadcastType.RCS_CHECK;
        return jdbi.withHandle(handle -> handle.createQuery("select r.phone from recipient r"
                        + " join contact c on c.id = r.contact_id"
                        + " where r.broadcast_id = :broadcast and r.no = any(:nos) and r.state = 'PENDING'"
                        + " and (:all or c.rcs_checked_at is null or c.rcs_checked_at < :since::timestamptz)")
                .bind("broadcast", work.broadcast().id())
                .bind("nos", work.chunk().recipients().toArray(Integer[]::new))
                .bind("all", all)
                .bind("since", clock.instant().minus(VALIDITY).toString())
                .mapTo(String.class)
                .list());
    }

    void remember(Map<String, Boolean> capable) {
        if (capable.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("update contact c set rcs_capable = r.capable,"
                        + " rcs_checked_at = :now::timestamptz from unnest(:phones, :capable) r (phone, capable)"
                        + " where c.company_id = :company and c.phone = r.phone")
                .bind("company", Callers.get().company())
                .bind("now", clock.instant().toString())
                .bind("phones", capable.keySet().toArray(String[]::new))
                .bind("capable", capable.values().toArray(Boolean[]::new))
                .execute());
    }
}
