package org.heliograph.simulator.rbm;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.heliograph.simulator.behaviour.Behaviour;
import org.heliograph.simulator.behaviour.Channel;
import org.heliograph.simulator.behaviour.CurrentBehaviour;
import org.heliograph.simulator.behaviour.Outcome;
import org.heliograph.simulator.behaviour.RbmBehaviour;
import org.heliograph.simulator.behaviour.Verdict;
import org.heliograph.simulator.ledger.Content;
import org.heliograph.simulator.ledger.Entry;
import org.heliograph.simulator.ledger.Ledger;
import org.heliograph.simulator.ledger.Status;
import org.heliograph.simulator.time.DelayWheel;
import org.heliograph.simulator.time.Stats;

/** The messages of agents on their way to handsets, and back. Thread-safe. */
public final class RbmPlatform implements AutoCloseable {

    private static final int REMEMBERED = 500_000;

    private final CurrentBehaviour current;
    private final Ledger ledger;
    private final DelayWheel wheel;
    private final Clock clock;
    private final Webhooks webhooks;
    private final UserEvents events;
    private final Map<String, Entry> byMessageId = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param otherwise where the events of agents go that the behaviour does not name */
    public RbmPlatform(
            CurrentBehaviour current,
            Ledger ledger,
            DelayWheel wheel,
            Stats stats,
            Clock clock,
            RbmBehaviour.Agent otherwise) {
        this.current = current;
        this.ledger = ledger;
        this.wheel = wheel;
        this.clock = clock;
        webhooks = new Webhooks(current, otherwise, wheel, stats);
        events = new UserEvents(webhooks, clock);
    }

    /** A message of an agent. @param name of the resource, {@code phones/…/agentMessages/…} */
    record AgentMessage(String agentId, String number, String messageId, String name, Content content) {}

    /** False if the agent has used the message id before. */
    boolean take(AgentMessage message, Verdict verdict) {
        Status status = verdict.outcome() == Outcome.REFUSED ? Status.REFUSED : Status.ACCEPTED;
        Entry entry = new Entry(
                        Channel.RCS, message.agentId(), message.agentId(), message.number(), status, clock.millis())
                .identified(message.name(), message.messageId())
                .saying(message.content());
        synchronized (byMessageId) {
            Entry earlier = byMessageId.get(key(message.agentId(), message.number(), message.messageId()));
            if (earlier != null) {
                ledger.repeated(earlier);
                return false;
            }
            ledger.add(entry);
            if (status == Status.ACCEPTED) {
                byMessageId.put(key(message.agentId(), message.number(), message.messageId()), entry);
            }
        }
        if (status == Status.ACCEPTED) {
            wheel.after(verdict.delayMs(), () -> arrive(entry, verdict));
        }
        return true;
    }

    private void arrive(Entry entry, Verdict verdict) {
        if (entry.status() != Status.ACCEPTED) {
            return;
        }
        switch (verdict.outcome()) {
            case UNDELIVERED -> ledger.moved(entry, Status.UNDELIVERED, clock.millis());
            case EXPIRED -> {
                ledger.moved(entry, Status.EXPIRED, clock.millis());
                events.expired(entry);
            }
            case LOST_REPORT -> ledger.moved(entry, Status.LOST_REPORT, 0);
            default -> {
                ledger.moved(entry, Status.DELIVERED, clock.millis());
                events.delivered(entry);
                if (verdict.duplicateReport()) {
                    events.delivered(entry);
                }
                Behaviour behaviour = current.get();
                if (verdict.displayed() && !behaviour.rcs().manualRead()) {
                    wheel.after(behaviour.rcs().displayDelayMs(), () -> read(entry));
                }
            }
        }
    }

    /** The user has opened the message; says so to the agent the first time. */
    private void read(Entry entry) {
        synchronized (entry) {
            if (entry.status() != Status.DELIVERED) {
                return;
            }
            ledger.moved(entry, Status.DISPLAYED, clock.millis());
        }
        events.read(entry);
    }

    /** The user has the thread open; where reading is by hand, every delivered message of the agent is read now. */
    public void opened(String agentId, String number) {
        if (!current.get().rcs().manualRead()) {
            return;
        }
        ledger.delivered(Channel.RCS, agentId, number).forEach(this::read);
    }

    /** False if there is no such message. One that was delivered stays. */
    boolean revoke(String agentId, String number, String messageId) {
        Entry entry;
        synchronized (byMessageId) {
            entry = byMessageId.get(key(agentId, number, messageId));
        }
        if (entry != null && entry.status() == Status.ACCEPTED) {
            ledger.moved(entry, Status.REVOKED, clock.millis());
        }
        return entry != null;
    }

    /** Forgets the message ids; they may be used again. */
    public void clear() {
        synchronized (byMessageId) {
            byMessageId.clear();
        }
    }

    /** @param postback of the suggestion tapped, or null for a typed text */
    public Entry reply(String agentId, String number, String text, String postback, boolean action) {
        Entry entry = ledger.add(new Entry(Channel.RCS, agentId, agentId, number, Status.REPLY, clock.millis())
                .saying(Content.text(text)));
        events.said(agentId, number, text, postback, action);
        return entry;
    }

    private static String key(String agentId, String number, String messageId) {
        return agentId + ' ' + number + ' ' + messageId;
    }

    @Override
    public void close() {
        webhooks.close();
    }
}
