package org.heliograph.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
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

    /** Companies without one, which none begins later: most need not be asked about for each message. */
    private final Set<Long> without = ConcurrentHashMap.newKeySet();

    /** The calling company's terms; empty without a trial. */
    public Optional<TrialTerms> find() {
        return find("");
    }

    /**
     * The terms, locked until the transaction ends, so that two at once cannot both have the last of something: what is
     * counted afterwards includes all that others were granted.
     *
     * @throws ConflictException if the trial is over
     */
    public Optional<TrialTerms> claim() {
        Optional<TrialTerms> terms = find(" for no key update");
        if (terms.filter(found -> found.isOverAt(clock.instant())).isPresent()) {
            throw new ConflictException("trial_over", null);
        }
        return terms;
    }

    private Optional<TrialTerms> find(String lock) {
        long company = Callers.get().company();
        if (without.contains(company)) {
            return Optional.empty();
        }
        Optional<TrialTerms> terms = read(lock);
        if (terms.isEmpty()) {
            without.add(company);
        }
        return terms;
    }

    private Optional<TrialTerms> read(String lock) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select trial_sms, trial_emails, trial_contacts, trial_until"
                                + " from company where id = :company and trial_until is not null" + lock)
                        .bind("company", Callers.get().company())
                        .map((row, context) -> new TrialTerms(
                                row.getInt("trial_sms"),
                                row.getInt("trial_emails"),
                                row.getInt("trial_contacts"),
                                row.getTimestamp("trial_until").toInstant()))
                        .findOne());
    }

    /** To be asked after contacts were added, in their transaction. */
    public void admitContacts() {
        admitContacts(() -> 0);
    }

    /**
     * The same, with contacts that will follow.
     *
     * @param coming how many; asked for when nobody else can be granted any more
     * @throws ConflictException if that is more than the company's trial includes, or the trial is over
     */
    public void admitContacts(LongSupplier coming) {
        claim().ifPresent(terms -> {
            if (countContacts(terms.contacts() + 1) + coming.getAsLong() > terms.contacts()) {
                throw new ConflictException("trial_contacts", null, terms.contacts());
            }
        });
    }

    /** How many contacts the company has, counted no further than so many. */
    public long countContacts(int atMost) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from (select from contact where company_id = :company limit :most) c")
                .bind("company", Callers.get().company())
                .bind("most", atMost)
                .mapTo(Long.class)
                .one());
    }
}
