package org.heliograph.simulator.smpp;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.simulator.behaviour.Behaviour;
import org.heliograph.simulator.behaviour.Outcome;
import org.heliograph.simulator.behaviour.SmscBehaviour;
import org.heliograph.simulator.behaviour.Verdict;
import org.heliograph.simulator.ledger.Entry;
import org.heliograph.simulator.ledger.Ledger;
import org.heliograph.simulator.ledger.Status;
import org.heliograph.simulator.time.DelayWheel;
import org.heliograph.simulator.time.Stats;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;

/** Sends the delivery receipt of each message taken, once, twice, late or never. Thread-safe. */
final class Receipts {

    private static final int REGISTERED_MASK = 0x03;
    private static final int ON_FAILURE_ONLY = 2;
    private static final String NO_ERROR = "000";
    private static final String SOME_ERROR = "001";
    private static final String UNKNOWN = "unknown-to-anybody";

    private final Ledger ledger;
    private final Binds binds;
    private final DelayWheel wheel;
    private final Stats stats;
    private final Clock clock;
    private final AtomicInteger sent = new AtomicInteger();

    Receipts(Ledger ledger, Binds binds, DelayWheel wheel, Stats stats, Clock clock) {
        this.ledger = ledger;
        this.binds = binds;
        this.wheel = wheel;
        this.stats = stats;
        this.clock = clock;
    }

    /** A submit_sm that has been taken. @param takenAt milliseconds since the epoch */
    record Taken(long id, Entry entry, ShortMessage message, SubmitSm submit, CarrierSession session, long takenAt) {}

    /** What is kept of a message until its report; the submit_sm itself is not. */
    private record Pending(
            String receiptId,
            Entry entry,
            CarrierSession session,
            String destination,
            String source,
            String text,
            long takenAt,
            Status status,
            String error,
            boolean wanted,
            boolean twice,
            boolean parameters,
            int unknownEvery) {}

    void plan(Taken taken, Behaviour behaviour, Verdict verdict) {
        Status status = status(verdict.outcome());
        SmscBehaviour smsc = behaviour.smsc();
        ShortMessage message = taken.message();
        boolean reportedPart = !smsc.receiptOnlyForLastPart() || message.part() == message.parts();
        Pending pending = new Pending(
                smsc.receiptId(taken.id()),
                taken.entry(),
                taken.session(),
                taken.submit().getDestAddress(),
                taken.entry().sender(),
                message.text(),
                taken.takenAt(),
                status,
                error(status, verdict.code()),
                reportedPart && asked(taken.submit().getRegisteredDelivery(), status),
                verdict.duplicateReport(),
                smsc.receiptTlvs(),
                smsc.unknownEveryReceipts());
        if (smsc.receiptBeforeResponse()) {
            report(pending);
        } else {
            wheel.after(verdict.delayMs(), () -> report(pending));
        }
    }

    private void report(Pending pending) {
        ledger.moved(pending.entry(), pending.status(), pending.status() == Status.LOST_REPORT ? 0 : clock.millis());
        if (!pending.wanted() || pending.status() == Status.LOST_REPORT) {
            return;
        }
        int unknownEvery = pending.unknownEvery();
        if (unknownEvery > 0 && sent.incrementAndGet() % unknownEvery == 0) {
            binds.deliver(receipt(pending, UNKNOWN));
        }
        Delivery receipt = receipt(pending, pending.receiptId());
        binds.deliver(receipt);
        if (pending.twice()) {
            binds.deliver(receipt);
        }
    }

    private Delivery receipt(Pending pending, String id) {
        List<OptionalParameter> parameters =
                pending.parameters() ? ReceiptText.parameters(id, pending.status()) : List.of();
        return new Delivery(
                pending.session().account(),
                pending.session(),
                pending.destination(),
                pending.source(),
                Delivery.RECEIPT,
                (byte) 0,
                ReceiptText.of(
                        id, pending.status(), pending.error(), pending.takenAt(), clock.millis(), pending.text()),
                parameters,
                () -> stats.mark(Stats.Event.SMS_REPORTS));
    }

    private static boolean asked(byte registeredDelivery, Status status) {
        int wish = registeredDelivery & REGISTERED_MASK;
        return wish == ON_FAILURE_ONLY ? status != Status.DELIVERED : wish != 0;
    }

    private static Status status(Outcome outcome) {
        return switch (outcome) {
            case UNDELIVERED -> Status.UNDELIVERED;
            case EXPIRED -> Status.EXPIRED;
            case LOST_REPORT -> Status.LOST_REPORT;
            default -> Status.DELIVERED;
        };
    }

    private static String error(Status status, String code) {
        if (status == Status.DELIVERED) {
            return NO_ERROR;
        }
        return code != null && code.matches("\\d{3}") ? code : SOME_ERROR;
    }
}
