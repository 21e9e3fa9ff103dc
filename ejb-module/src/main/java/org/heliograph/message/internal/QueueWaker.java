package org.heliograph.message.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.heliograph.message.Queues;
import org.heliograph.message.WorkReady;

/** Wakes the channels after the commit. */
@ApplicationScoped
public class QueueWaker {

    @Inject
    private Queues queues;

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) WorkReady event) {
        queues.wake(event.calls(), event.priority());
    }
}
