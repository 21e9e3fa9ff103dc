package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastStatus;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.broadcast.StatusReason;
import org.heliograph.channel.Channel;
import org.heliograph.contact.TargetService;
import org.heliograph.message.TrialMessages;
import org.heliograph.message.WorkReady;
import org.jdbi.v3.core.Jdbi;

/** Starts a broadcast: freezes the audience, writes the first step's chunks, wakes the channel. */
@ApplicationScoped
public class BroadcastLaunch {

    @Inject
    private AudienceFreeze audience;

    @Inject
    private RecipientZones zones;

    @Inject
    private BroadcastRepository broadcasts;

    @Inject
    private Chunks chunks;

    @Inject
    private TargetService targets;

    @Inject
    private TrialMessages trial;

    @Inject
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private Event<WorkReady> ready;

    /**
     * With nobody to send to, the broadcast fails and says so.
     *
     * @throws org.heliograph.platform.error.ConflictException if the company's trial does not include so many messages
     */
    public void start(Broadcast broadcast) {
        AudienceFreeze.Frozen frozen = audience.freeze(broadcast);
        jdbi.useHandle(handle -> handle.execute(
                "update broadcast set recipients = ?, opted_out = ?, excluded = ? where id = ?",
                frozen.recipients(),
                frozen.optedOut(),
                frozen.excluded(),
                broadcast.id()));
        if (frozen.recipients() == 0) {
            broadcasts.change(broadcast, BroadcastStatus.FAILED, StatusReason.NO_RECIPIENTS.name(), clock.instant());
            return;
        }
        admit(broadcast, frozen.recipients());
        zones.freeze(broadcast);
        targets.incrementLaunches(broadcast.audience().targets());
        broadcasts.change(broadcast, BroadcastStatus.IN_PROGRESS, null, clock.instant());
        Channel channel = broadcast.steps().get(0).channel();
        chunks.createFirst(broadcast.id(), channel, frozen.recipients());
        ready.fire(WorkReady.ofBroadcasts(Set.of(channel)));
    }

    /** Each step may come to each recipient. */
    private void admit(Broadcast broadcast, long recipients) {
        Map<Channel, Long> steps = broadcast.steps().stream()
                .collect(Collectors.groupingBy(BroadcastStep::channel, Collectors.counting()));
        steps.forEach((channel, count) -> trial.admit(channel, count * recipients));
    }
}
