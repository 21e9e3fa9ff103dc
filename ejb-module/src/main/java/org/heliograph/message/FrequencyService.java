package org.heliograph.message;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Tenanted;

/** What the company decides about how often it writes to people; in force for all that has not been handed over. */
@Stateless
@Tenanted
@Requires(Permission.MANAGE_SENDING_HOURS)
public class FrequencyService {

    @Inject
    private FrequencyCaps caps;

    @Inject
    private Clock clock;

    /** Those who make broadcasts have to know it, too. */
    @Requires({Permission.MANAGE_SENDING_HOURS, Permission.MANAGE_BROADCASTS})
    public FrequencyPolicy get() {
        return caps.policy();
    }

    /**
     * What was sent before counts from the first moment.
     *
     * @throws InvalidException if a number is out of its range
     */
    public void save(FrequencyPolicy policy) {
        policy.caps().forEach(FrequencyCap::check);
        FrequencyPolicy before = caps.policy();
        caps.save(policy);
        caps.forgetUncapped();
        policy.caps().stream()
                .filter(cap -> before.coversApi() != policy.coversApi()
                        || !before.caps().contains(cap))
                .forEach(cap -> caps.recount(cap, policy.coversApi(), clock.instant()));
    }
}
