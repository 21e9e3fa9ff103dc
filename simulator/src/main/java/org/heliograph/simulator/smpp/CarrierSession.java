package org.heliograph.simulator.smpp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.PendingResponse;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.SessionStateListener;

/** One bind of a client, which delivers without waiting: up to a window of deliver_sm may be unanswered. */
final class CarrierSession extends SMPPServerSession {

    /** The responses and the window live in one queue; jsmpp answers a full one with ESME_RTHROTTLED. */
    private static final int QUEUE = 50_000;

    /** One thread keeps responses in the order of the submits, and is the quickest on few cores. */
    private static final int PROCESSORS = 1;

    private static final int DELIVER_TIMEOUT_MS = 10_000;

    private final Binds binds;
    private final Queue<Delivery> queue = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Delivery> unanswered = new ConcurrentHashMap<>();
    private final AtomicInteger pumping = new AtomicInteger();
    private final AtomicInteger submits = new AtomicInteger();
    private volatile String account;
    private volatile long answeredAt = System.currentTimeMillis();

    CarrierSession(
            CarrierConnection connection,
            SessionStateListener stateListener,
            ServerMessageReceiverListener submitListener,
            Binds binds) {
        super(
                connection,
                stateListener,
                submitListener,
                null,
                PROCESSORS,
                QUEUE,
                new SelectivePduSender(),
                new DefaultPDUReader());
        this.binds = binds;
    }

    String account() {
        return account;
    }

    void boundAs(String systemId) {
        account = systemId;
    }

    void unbound() {
        ((CarrierConnection) connection()).unbound();
    }

    /** How many submits this bind has brought, this one included. */
    int countSubmit() {
        return submits.incrementAndGet();
    }

    boolean isReceiver() {
        return getSessionState().isReceivable();
    }

    void deliver(Delivery delivery) {
        queue.add(delivery);
        pump();
    }

    /** Sends what the window allows. Any thread may call; one at a time does the work. */
    void pump() {
        if (pumping.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            while (unanswered.size() < binds.window() && isReceiver()) {
                Delivery next = queue.poll();
                if (next == null) {
                    break;
                }
                send(next);
            }
            if (!isReceiver() && !getSessionState().isNotClosed()) {
                takeUndelivered().forEach(binds::deliver);
            }
            seen = pumping.addAndGet(-seen);
        } while (seen != 0);
    }

    private void send(Delivery delivery) {
        int sequenceNumber = sequence().nextValue();
        if (unanswered.isEmpty()) {
            answeredAt = System.currentTimeMillis();
        }
        unanswered.put(sequenceNumber, delivery);
        try {
            pduSender()
                    .sendDeliverSm(
                            connection().getOutputStream(),
                            sequenceNumber,
                            "",
                            TypeOfNumber.INTERNATIONAL,
                            NumberingPlanIndicator.ISDN,
                            delivery.source(),
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            delivery.destination(),
                            new ESMClass(delivery.esmClass()),
                            (byte) 0,
                            (byte) 0,
                            new RegisteredDelivery(0),
                            new RawDataCoding(delivery.dataCoding()),
                            delivery.shortMessage(),
                            delivery.parameters().toArray(OptionalParameter[]::new));
        } catch (PDUException e) {
            unanswered.remove(sequenceNumber);
            binds.undeliverable(delivery, e);
        } catch (IOException e) {
            close();
        }
    }

    /** Everything not answered yet, taken out of this session. */
    List<Delivery> takeUndelivered() {
        List<Delivery> left = new ArrayList<>();
        unanswered.keySet().forEach(sequenceNumber -> {
            Delivery delivery = unanswered.remove(sequenceNumber);
            if (delivery != null) {
                left.add(delivery);
            }
        });
        for (Delivery delivery = queue.poll(); delivery != null; delivery = queue.poll()) {
            left.add(delivery);
        }
        return left;
    }

    /** A client that answers nothing for ten seconds is given the window again, and the messages later. */
    void giveUpOnSilence(long now) {
        if (!unanswered.isEmpty() && now - answeredAt > DELIVER_TIMEOUT_MS) {
            answeredAt = now;
            unanswered.keySet().forEach(sequenceNumber -> {
                Delivery delivery = unanswered.remove(sequenceNumber);
                if (delivery != null) {
                    queue.add(delivery);
                }
            });
            pump();
        }
    }

    @Override
    protected PendingResponse<Command> removePendingResponse(int sequenceNumber) {
        Delivery delivery = unanswered.remove(sequenceNumber);
        return delivery == null ? super.removePendingResponse(sequenceNumber) : new Answer(delivery);
    }

    private final class Answer extends PendingResponse<Command> {
        private final Delivery delivery;

        Answer(Delivery delivery) {
            super(0);
            this.delivery = delivery;
        }

        @Override
        public void done(Command response) {
            answeredAt = System.currentTimeMillis();
            if (response.getCommandStatus() == SMPPConstant.STAT_ESME_ROK) {
                delivery.accepted().run();
            } else {
                binds.refused(delivery, response.getCommandStatus());
            }
            pump();
        }
    }
}
