package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.heliograph.broadcast.SaveBroadcast;
import org.heliograph.contact.ContactCondition;
import org.heliograph.platform.error.ConflictException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Who would be frozen if a broadcast were launched now, asked with the conditions of the freeze itself. */
@ApplicationScoped
public class AudienceForecast {

    private static final int MOST_SECONDS = 30;
    private static final String CANCELED = "57014";

    @Inject
    private Jdbi jdbi;

    @Inject
    private AudienceFreeze freeze;

    @Inject
    private AudienceConditions conditions;

    /** The audience, and the condition that its recipients fulfil. */
    public record Expected(
            Prospects prospects, ContactCondition recipients, AudienceFreeze.Frozen frozen, long duplicates) {}

    public Expected of(SaveBroadcast broadcast) {
        Prospects prospects = Prospects.with(jdbi, broadcast.audience().phones());
        return new Expected(
                prospects,
                conditions.recipients(broadcast.audience(), broadcast.steps()),
                freeze.foretell(prospects, broadcast.audience(), broadcast.steps()),
                freeze.duplicates(prospects, broadcast.audience()));
    }

    /**
     * Does the work unless one of its statements takes too long.
     *
     * @throws ConflictException if one does
     */
    public <T> T timed(Supplier<T> work) {
        jdbi.useHandle(handle -> {
            handle.execute("set local statement_timeout = '" + MOST_SECONDS + "s'");
            // Large sets, such as those who opted out, are to be hashed, and not read for each contact.
            handle.execute("set local work_mem = '64MB'");
        });
        try {
            return work.get();
        } catch (JdbiException e) {
            if (e.getCause() instanceof SQLException sql && CANCELED.equals(sql.getSQLState())) {
                throw new ConflictException("estimate_too_long", null, MOST_SECONDS);
            }
            throw e;
        }
    }
}
