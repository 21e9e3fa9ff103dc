package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Set;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastStatus;
import org.heliograph.channel.Channel;
import org.heliograph.contact.TargetService;
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
    private Jdbi jdbi;

    @Inject
    private Clock clock;

    @Inject
    private Event<WorkReady> ready;

    /** With nobody to send to, the broadcast fails and says so. */
    public void start(Broadcast broadcast) {
        AudienceFreeze.Frozen frozen = audience.freeze(broadcast);
        jdbi.useHandle(handle -> handle.execute(
                "update broadcast set recipients = ?, opted_out = ?, excluded = ? where id = ?",
                frozen.recipients(),
                frozen.optedOut(),
                frozen.excluded(),
                broadcast.id()));
        if (frozen.recipients() == 0) {
            broadcasts.change(broadcast, BroadcastStatus.FAILED, "NO_RECIPIENTS", clock.instant());
            return;
        }
        zones.freeze(broadcast);
        targets.incrementLaunches(broadcast.audience().targets());
        broadcasts.change(broadcast, BroadcastStatus.IN_PROGRESS, null, clock.instant());
        Channel channel = broadcast.steps().get(0).channel();
        chunks.createFirst(broadcast.id(), channel);
        ready.fire(WorkReady.ofBroadcasts(Set.of(channel)));
    }
}
