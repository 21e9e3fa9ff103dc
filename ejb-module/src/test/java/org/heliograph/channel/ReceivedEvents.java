package org.heliograph.channel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a provider hands over; fails to store while told so. */
public final class ReceivedEvents implements ProviderEvents {

    private final List<ProviderEvent> all = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    @Override
    public void accept(List<ProviderEvent> events) {
        if (failing) {
            throw new IllegalStateException("no database");
        }
        all.addAll(events);
    }

    public void fail(boolean now) {
        failing = now;
    }

    public List<ProviderEvent> all() {
        return all;
    }

    public ProviderEvent only() {
        Await.until("an event is in", () -> !all.isEmpty());
        return all.get(0);
    }
}
