package org.heliograph.broadcast;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.broadcast.internal.AudienceForecast;
import org.heliograph.broadcast.internal.BroadcastChecks;
import org.heliograph.broadcast.internal.StepForecast;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Tenanted;

/** Foretells what the launch of a broadcast would do. Nothing is written, and nobody is kept from anything meanwhile. */
@Stateless
@Tenanted
@Requires(Permission.MANAGE_BROADCASTS)
public class LaunchEstimateService {

    @Inject
    private BroadcastChecks checks;

    @Inject
    private AudienceForecast audience;

    @Inject
    private StepForecast steps;

    @Inject
    private Clock clock;

    /** @throws InvalidException if it could not be launched as it was filled in */
    public void check(SaveBroadcast broadcast) {
        checks.checkDraft(broadcast);
        checks.checkLaunch(broadcast);
    }

    /**
     * What a launch of the broadcast as it was filled in, saved or not, would do.
     *
     * @param at when it is to be launched; null for now. Who is chosen is asked as of now.
     * @throws InvalidException if it could not be launched, except for want of a name
     * @throws ConflictException if it takes longer than anybody wants to wait
     */
    public LaunchEstimate estimate(SaveBroadcast broadcast, Instant at) {
        checks.checkFilledIn(broadcast);
        checks.checkLaunch(broadcast);
        Instant now = clock.instant();
        Instant launch = at == null || at.isBefore(now) ? now : at;
        return audience.timed(() -> {
            AudienceForecast.Expected expected = audience.of(broadcast);
            List<StepEstimate> estimates = new ArrayList<>();
            for (int i = 0; i < broadcast.steps().size(); i++) {
                boolean first = estimates.stream().allMatch(before -> before.reachable() == 0);
                estimates.add(steps.of(broadcast, i, expected, launch, first));
            }
            return new LaunchEstimate(
                    expected.frozen().recipients(),
                    expected.duplicates(),
                    expected.frozen().optedOut(),
                    expected.frozen().excluded(),
                    estimates,
                    now);
        });
    }
}
