package org.heliograph.simulator.smpp;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.heliograph.simulator.behaviour.Behaviour;
import org.heliograph.simulator.behaviour.Channel;
import org.heliograph.simulator.behaviour.CurrentBehaviour;
import org.heliograph.simulator.behaviour.Outcome;
import org.heliograph.simulator.behaviour.Recipient;
import org.heliograph.simulator.behaviour.TemporaryFailures;
import org.heliograph.simulator.behaviour.Throttle;
import org.heliograph.simulator.behaviour.Verdict;
import org.heliograph.simulator.ledger.Content;
import org.heliograph.simulator.ledger.Entry;
import org.heliograph.simulator.ledger.Ledger;
import org.heliograph.simulator.ledger.Status;
import org.heliograph.simulator.time.DelayWheel;
import org.heliograph.simulator.time.Stats;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** Takes or refuses each submit_sm as the behaviour says, and books it. Thread-safe. */
final class Submissions {

    private static final OptionalParameter[] NO_PARAMETERS = {};

    /** Ids go on from the start time, so that those of one run are not given again in the next. */
    private static final long EPOCH_2025 = 1_735_689_600L;

    private final CurrentBehaviour current;
    private final Ledger ledger;
    private final LongMessages longMessages;
    private final Receipts receipts;
    private final DelayWheel wheel;
    private final Stats stats;
    private final Clock clock;
    private final AtomicLong lastId;
    private final Throttle throttle = new Throttle(System::nanoTime);
    private final TemporaryFailures failures = new TemporaryFailures();

    Submissions(
            CurrentBehaviour current, Ledger ledger, Receipts receipts, DelayWheel wheel, Stats stats, Clock clock) {
        this.current = current;
        this.ledger = ledger;
        this.longMessages = new LongMessages(ledger);
        this.receipts = receipts;
        this.wheel = wheel;
        this.stats = stats;
        this.clock = clock;
        this.lastId = new AtomicLong((clock.instant().getEpochSecond() - EPOCH_2025) << 20);
    }

    SubmitSmResult submit(SubmitSm submit, CarrierSession session) throws ProcessRequestException {
        stats.mark(Stats.Event.SMS_SUBMITS);
        Behaviour behaviour = current.get();
        if (!throttle.admits(behaviour.sms().throttlePerSecond()) || wheel.isFull()) {
            ledger.throttled(Channel.SMS);
            throw new ProcessRequestException("Over the rate", SMPPConstant.STAT_ESME_RTHROTTLED);
        }
        Verdict verdict = behaviour.verdict(Channel.SMS, submit.getDestAddress());
        if (failures.fails(verdict, behaviour.sms().temporaryAttempts())) {
            ledger.refusedForNow(Channel.SMS);
            throw refusal(verdict, SMPPConstant.STAT_ESME_RMSGQFUL);
        }
        try {
            return booked(submit, session, behaviour, verdict);
        } catch (PDUStringException e) {
            throw new ProcessRequestException(e.getMessage(), SMPPConstant.STAT_ESME_RSYSERR, e);
        }
    }

    private SubmitSmResult booked(SubmitSm submit, CarrierSession session, Behaviour behaviour, Verdict verdict)
            throws ProcessRequestException, PDUStringException {
        ShortMessage message = ShortMessage.of(submit);
        if (verdict.outcome() == Outcome.REFUSED || verdict.outcome() == Outcome.UNREACHABLE) {
            entry(submit, session, message, Status.REFUSED, null);
            throw refusal(verdict, SMPPConstant.STAT_ESME_RINVDSTADR);
        }
        if (verdict.outcome() == Outcome.SILENT) {
            entry(submit, session, message, Status.SILENT, null);
            return SelectivePduSender.unanswered();
        }
        long id = lastId.incrementAndGet();
        String responseId = behaviour.smsc().responseId(id);
        Entry entry = entry(submit, session, message, Status.ACCEPTED, responseId);
        receipts.plan(new Receipts.Taken(id, entry, message, submit, session, clock.millis()), behaviour, verdict);
        int number = session.countSubmit();
        if (isNth(number, behaviour.smsc().dropEverySubmits())) {
            session.close();
            return SelectivePduSender.unanswered();
        }
        if (isNth(number, behaviour.smsc().malformedEverySubmits())) {
            return SelectivePduSender.malformed();
        }
        return new SubmitSmResult(new MessageId(responseId), NO_PARAMETERS);
    }

    private static boolean isNth(int number, int every) {
        return every > 0 && number % every == 0;
    }

    private static ProcessRequestException refusal(Verdict verdict, int usual) {
        return new ProcessRequestException(verdict.outcome().name(), CommandStatus.of(verdict.code(), usual));
    }

    private Entry entry(
            SubmitSm submit, CarrierSession session, ShortMessage message, Status status, String carrierId) {
        String recipient = Recipient.normalised(submit.getDestAddress());
        if (message.parts() == 1 || status != Status.ACCEPTED) {
            return ledger.add(newEntry(submit, session, message, status, carrierId, recipient));
        }
        LongMessages.Key key = new LongMessages.Key(
                session.account(), submit.getSourceAddr(), recipient, message.reference(), message.parts());
        return longMessages.received(
                key, message, () -> ledger.add(newEntry(submit, session, message, status, carrierId, recipient)));
    }

    private Entry newEntry(
            SubmitSm submit,
            CarrierSession session,
            ShortMessage message,
            Status status,
            String carrierId,
            String recipient) {
        OptionalParameter.User_message_reference reference =
                submit.getOptionalParameter(OptionalParameter.User_message_reference.class);
        String clientId = reference == null ? null : Integer.toString(reference.getValue() & 0xFFFF);
        return new Entry(Channel.SMS, session.account(), submit.getSourceAddr(), recipient, status, clock.millis())
                .identified(carrierId, clientId)
                .saying(Content.text(message.text()))
                .inParts(message.parts());
    }
}
