package org.heliograph.broadcast.internal;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.heliograph.broadcast.StatusReason;
import org.heliograph.broadcast.internal.DueBroadcasts.Due;
import org.heliograph.message.AccountTurns;
import org.heliograph.message.Queues;
import org.heliograph.platform.Timed;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** What time demands of broadcasts. Any server may run it; the database gives no row to two. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BroadcastTimer {

    private static final Logger LOG = Logger.getLogger(BroadcastTimer.class.getName());

    @Inject
    private DueBroadcasts due;

    @Inject
    private ChunkWork work;

    @Inject
    private AccountTurns turns;

    @Inject
    private Queues queues;

    private final AtomicBoolean expiring = new AtomicBoolean();
    private final AtomicBoolean following = new AtomicBoolean();

    @PostConstruct
    void releaseOwn() {
        Timed.run("own chunks", due::releaseOwn);
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void launchScheduled() {
        Timed.run("schedules", () -> forEach("launch", due.toLaunch(), this::launch));
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void expireWindows() {
        oneAtATime(
                expiring,
                "fallback windows",
                () -> forEach("expiry", due.withExpired(), broadcast -> {
                    boolean more = true;
                    while (more) {
                        more = due.expire(broadcast.broadcastId());
                    }
                }));
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void followRecipients() {
        oneAtATime(
                following,
                "broadcast statuses",
                () -> forEach("status", due.running(), broadcast -> due.follow(broadcast.broadcastId())));
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void pauseTroubled() {
        Timed.run(
                "errors in a row",
                () -> forEach("pause", due.inTrouble(), broadcast -> due.pause(broadcast.broadcastId())));
    }

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void pauseBeyondTrials() {
        Timed.run(
                "ends of trials",
                () -> forEach("end of trial", due.beyondTrial(), broadcast -> due.endTrial(broadcast.broadcastId())));
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void callListeners() {
        Timed.run("chunks", () -> due.toSend(turns.unavailable(), work.running())
                .forEach((channel, broadcasts) ->
                        queues.wakeBroadcasts(channel, Math.min(broadcasts, AccountTurns.BROADCAST_TURNS))));
    }

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void renewLeases() {
        Timed.run("chunk leases", () -> due.renew(work.running()));
    }

    @Schedule(hour = "*", minute = "*", second = "*/30", persistent = false)
    void tidy() {
        Timed.run("counters", () -> {
            due.fold();
            due.markSeen();
        });
        Timed.run("forgotten retries", due::releaseForgotten);
        Timed.run("aborted", () -> forEach("close", due.toClose(), broadcast -> due.close(broadcast.broadcastId())));
    }

    /** What makes a launch impossible becomes the reason of its failure, in a transaction of its own. */
    private void launch(Due broadcast) {
        try {
            due.launch(broadcast.broadcastId());
        } catch (BusinessException e) {
            StatusReason reason = StatusReason.ofRefusal(e.code());
            if (reason == StatusReason.REFUSED) {
                LOG.warning("Broadcast " + broadcast.broadcastId() + " was not launched: " + e.getMessage());
            }
            due.fail(broadcast.broadcastId(), reason);
        }
    }

    private static void forEach(String name, List<Due> broadcasts, Consumer<Due> work) {
        Timed.forEach(
                name,
                broadcasts,
                broadcast -> Callers.runAs(Caller.engineOf(broadcast.companyId()), () -> work.accept(broadcast)));
    }

    /** A run that takes longer than a second is not joined by the next. */
    private static void oneAtATime(AtomicBoolean running, String name, Runnable work) {
        if (running.compareAndSet(false, true)) {
            try {
                Timed.run(name, work);
            } finally {
                running.set(false);
            }
        }
    }
}
