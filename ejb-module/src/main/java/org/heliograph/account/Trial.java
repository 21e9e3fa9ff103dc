package org.heliograph.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** Holds a company on trial to what the trial includes. */
@ApplicationScoped
public class Trial {

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    private record Terms(int contacts, Instant until) {}

    /**
     * To be asked after contacts were added, in their transaction.
     *
     * @param coming how many more will follow
     * @throws ConflictException if the company now has more than its trial includes, or the trial is over
     */
    public void admitContacts(long coming) {
        find().ifPresent(terms -> {
            if (!terms.until().isAfter(clock.instant())) {
                throw new ConflictException("trial_over", null);
            }
            if (count(terms.contacts() + 1) + coming > terms.contacts()) {
                throw new ConflictException("trial_contacts", null, terms.contacts());
            }
        });
    }

    /** The terms, locked, so that two at once cannot both have the last place; empty without a trial. */
    private Optional<Terms> find() {
        return jdbi.withHandle(handle -> handle.createQuery("select trial_contacts, trial_until from company"
                        + " where id = :company and trial_until is not null for no key update")
                .bind("company", Callers.get().company())
                .map((row, context) -> new Terms(
                        row.getInt("trial_contacts"),
                        row.getTimestamp("trial_until").toInstant()))
                .findOne());
    }

    private long count(int atMost) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from (select from contact where company_id = :company limit :most) c")
                .bind("company", Callers.get().company())
                .bind("most", atMost)
                .mapTo(Long.class)
                .one());
    }
}
