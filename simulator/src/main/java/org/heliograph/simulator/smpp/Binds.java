package org.heliograph.simulator.smpp;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.simulator.behaviour.CurrentBehaviour;
import org.heliograph.simulator.time.DelayWheel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The binds of all clients. What no bind can take waits for the client's next one. Thread-safe. */
final class Binds {

    private static final Logger LOG = LoggerFactory.getLogger(Binds.class);
    private static final int RETRY_MS = 1000;
    private static final int UNBIND_MS = 500;
    private static final int MAX_HOMELESS = 1_000_000;

    private final CurrentBehaviour behaviour;
    private final DelayWheel wheel;
    private final List<CarrierSession> sessions = new CopyOnWriteArrayList<>();
    private final Queue<Delivery> homeless = new LinkedBlockingQueue<>(MAX_HOMELESS);
    private final AtomicInteger turn = new AtomicInteger();

    Binds(CurrentBehaviour behaviour, DelayWheel wheel) {
        this.behaviour = behaviour;
        this.wheel = wheel;
        wheel.every(1000, () -> sessions.forEach(session -> session.giveUpOnSilence(System.currentTimeMillis())));
    }

    int window() {
        return behaviour.get().smsc().receiptWindow();
    }

    void bound(CarrierSession session) {
        sessions.add(session);
        int waiting = homeless.size();
        for (int i = 0; i < waiting; i++) {
            Delivery delivery = homeless.poll();
            if (delivery != null) {
                deliver(delivery);
            }
        }
    }

    void closed(CarrierSession session) {
        if (sessions.remove(session)) {
            session.takeUndelivered().forEach(this::deliver);
        }
    }

    /** System ids of clients that can be delivered to. */
    List<String> receivers() {
        return sessions.stream()
                .filter(CarrierSession::isReceiver)
                .map(CarrierSession::account)
                .distinct()
                .toList();
    }

    int count() {
        return sessions.size();
    }

    void deliver(Delivery delivery) {
        CarrierSession session = choose(delivery);
        if (session == null) {
            if (!homeless.offer(delivery)) {
                LOG.warn("Too many messages wait for a bind of {}; one is dropped", delivery.account());
            }
        } else {
            session.deliver(delivery);
        }
    }

    private CarrierSession choose(Delivery delivery) {
        CarrierSession origin = delivery.origin();
        boolean elsewhere = delivery.isReceipt() && behaviour.get().smsc().receiptOnOtherBind();
        if (!elsewhere && origin != null && origin.isReceiver()) {
            return origin;
        }
        List<CarrierSession> others = new ArrayList<>();
        for (CarrierSession session : sessions) {
            if (session != origin && session.isReceiver() && delivery.account().equals(session.account())) {
                others.add(session);
            }
        }
        if (!others.isEmpty()) {
            return others.get(Math.floorMod(turn.getAndIncrement(), others.size()));
        }
        return origin != null && origin.isReceiver() ? origin : null;
    }

    void refused(Delivery delivery, int commandStatus) {
        LOG.debug("The client refused a deliver_sm with status {}; again in a second", commandStatus);
        wheel.after(RETRY_MS, () -> deliver(delivery));
    }

    void undeliverable(Delivery delivery, Exception cause) {
        LOG.warn("Cannot send a deliver_sm to {}", delivery.account(), cause);
    }

    /** Closes every connection as a failing network does, with no unbind. Returns how many there were. */
    int drop() {
        List<CarrierSession> dropped = List.copyOf(sessions);
        dropped.forEach(CarrierSession::close);
        return dropped.size();
    }

    void closeAll() {
        sessions.forEach(session -> {
            session.setTransactionTimer(UNBIND_MS);
            session.unbindAndClose();
        });
    }
}
