package org.heliograph.message.internal;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.heliograph.platform.Setting;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** Takes messages that carry their own content for sending, so that nobody else does, for the length of a lease. */
@Stateless
@Tenanted
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MessageClaims {

    private static final Duration POSTPONE = Duration.ofSeconds(10);

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    /** A message to send, unless its recipient has opted out meanwhile. */
    public record Claimed(UUID id, long accountId, String sender, String address, String content, boolean optedOut) {}

    /**
     * Those of the messages that wait, or whose sender has gone silent; the latter are marked as repeated. Those
     * held until further notice (due at infinity) stay.
     */
    public List<Claimed> claim(List<UUID> ids) {
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> handle.createQuery("update message m set state = 'SENDING',"
                        + " repeated = m.repeated or m.state = 'SENDING', attempts = m.attempts + 1,"
                        + " due_at = :lease::timestamptz"
                        + " from sender s where s.id = m.sender_id and m.id = any(:ids) and m.content is not null"
                        + " and (m.state = 'QUEUED' and m.due_at <> 'infinity'"
                        + " or m.state = 'SENDING' and m.due_at < :now::timestamptz)"
                        + " returning m.id, s.account_id, m.sender, m.address, m.content, "
                        + Addressees.MESSAGE_OPTED_OUT + " as opted_out")
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("now", now.toString())
                .bind("lease", lease(now))
                .map((row, context) -> new Claimed(
                        row.getObject("id", UUID.class),
                        row.getLong("account_id"),
                        row.getString("sender"),
                        row.getString("address"),
                        row.getString("content"),
                        row.getBoolean("opted_out")))
                .list());
    }

    public void renew(Collection<UUID> ids) {
        jdbi.useHandle(handle -> handle.createUpdate("update message set due_at = :lease::timestamptz"
                        + " where id = any(:ids) and state = 'SENDING' and content is not null")
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("lease", lease(clock.instant()))
                .execute());
    }

    private static String lease(Instant now) {
        return now.plusSeconds(Setting.LEASE_SECONDS.getInt()).toString();
    }

    /** Gives messages back that could not even be tried. */
    public void postpone(List<UUID> ids) {
        jdbi.useHandle(handle -> handle.createUpdate("update message set state = 'QUEUED', attempts = attempts - 1,"
                        + " due_at = :due::timestamptz where id = any(:ids) and state = 'SENDING'")
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("due", clock.instant().plus(POSTPONE).toString())
                .execute());
    }
}
