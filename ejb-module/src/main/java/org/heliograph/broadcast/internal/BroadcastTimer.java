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
import java.util.function.Supplier;
import org.heliograph.broadcast.internal.DueBroadcasts.Due;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** What time demands of broadcasts. Any server may run it; the database gives no row to two. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BroadcastTimer {

    @Inject
    private DueBroadcasts due;

    private final AtomicBoolean expiring = new AtomicBoolean();
    private final AtomicBoolean following = new AtomicBoolean();

    @PostConstruct
    void releaseOwn() {
        Callers.runAs(Caller.SYSTEM, () -> due.releaseOwn());
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void launchScheduled() {
        forEach(() -> due.toLaunch(), broadcast -> due.launch(broadcast.broadcastId()));
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void expireWindows() {
        oneAtATime(
                expiring,
                () -> forEach(() -> due.withExpired(), broadcast -> {
                    boolean more = true;
                    while (more) {
                        more = due.expire(broadcast.broadcastId());
                    }
                }));
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void followRecipients() {
        oneAtATime(following, () -> forEach(() -> due.running(), broadcast -> due.follow(broadcast.broadcastId())));
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void remindChunks() {
        Callers.runAs(Caller.SYSTEM, () -> due.remind());
    }

    @Schedule(hour = "*", minute = "*", second = "*/30", persistent = false)
    void tidy() {
        Callers.runAs(Caller.SYSTEM, () -> {
            due.fold();
            due.markSeen();
        });
    }

    private static void forEach(Supplier<List<Due>> question, java.util.function.Consumer<Due> work) {
        Callers.callAs(Caller.SYSTEM, question)
                .forEach(broadcast ->
                        Callers.runAs(Caller.engineOf(broadcast.companyId()), () -> work.accept(broadcast)));
    }

    /** A run that takes longer than a second is not joined by the next. */
    private static void oneAtATime(AtomicBoolean running, Runnable work) {
        if (running.compareAndSet(false, true)) {
            try {
                work.run();
            } finally {
                running.set(false);
            }
        }
    }
}
