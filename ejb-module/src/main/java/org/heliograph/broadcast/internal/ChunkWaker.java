package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.heliograph.message.Queues;

/** Wakes the channels after the commit. */
@ApplicationScoped
public class ChunkWaker {

    @Inject
    private Queues queues;

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) ChunksReady event) {
        queues.wake(event.calls(), Queues.PRIORITY_BROADCAST);
    }
}
