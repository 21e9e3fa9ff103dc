package org.heliograph.provider.smpp;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.Command;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.util.DefaultDecomposer;

/**
 * A session that submits without waiting. The caller takes a permit of the window, {@link #submit} writes, and the
 * answer comes on the reading thread. Each submitted part is answered or unanswered, exactly once: whoever removes it
 * from {@code pending} tells.
 */
final class WindowedSession extends SMPPSession {

    /** Far above any short message with its TLVs (message_payload: 64 KiB). */
    static final int MAX_PDU = 128 * 1024;

    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    private static final byte ZERO = 0;
    private static final RegisteredDelivery REPORT = new RegisteredDelivery(1);

    private final Map<Integer, SubmitPart> pending = new ConcurrentHashMap<>();
    private final DefaultDecomposer decomposer = new DefaultDecomposer();
    private final SmppSettings settings;
    private final SubmitAnswers answers;
    private final InboundQueue inbound;
    private final Semaphore window;
    private volatile OutputStream unflushed;
    private volatile boolean broken;

    WindowedSession(SmppSettings settings, SubmitAnswers answers, InboundQueue inbound) {
        this(settings, answers, inbound, new AnswerReader());
    }

    private WindowedSession(SmppSettings settings, SubmitAnswers answers, InboundQueue inbound, AnswerReader reader) {
        super(
                new SynchronizedPDUSender(new DefaultPDUSender()),
                reader,
                (host, port) -> BufferedConnection.open(host, port, settings.tls(), CONNECT_TIMEOUT_MILLIS));
        this.settings = settings;
        this.answers = answers;
        this.inbound = inbound;
        this.window = new Semaphore(settings.window());
        reader.readFor(this);
        setEnquireLinkTimer(settings.enquireLinkMillis());
        setTransactionTimer(settings.responseTimeoutMillis());
    }

    /** Permits for submit_sm without an answer; a permit comes back with the answer. */
    Semaphore window() {
        return window;
    }

    boolean isUsable() {
        return !broken && getSessionState().isBound();
    }

    /**
     * Writes a submit_sm into the buffer; {@link #flush} sends it. The permit taken for it is given back with the
     * answer, or before this throws.
     *
     * @throws IOException if the connection is broken; the part was not handed over
     * @throws PDUException if a field does not fit into SMPP
     */
    void submit(SubmitPart part) throws IOException, PDUException {
        int sequence = sequence().nextValue();
        part.deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.responseTimeoutMillis());
        pending.put(sequence, part);
        try {
            if (broken) {
                throw new IOException("The session is closed");
            }
            ShortMessage m = part.message;
            pduSender()
                    .sendSubmitSm(
                            unflushed(),
                            sequence,
                            "",
                            m.source().ton(),
                            m.source().npi(),
                            m.source().address(),
                            m.destination().ton(),
                            m.destination().npi(),
                            m.destination().address(),
                            m.esmClass(),
                            ZERO,
                            ZERO,
                            null,
                            m.validityPeriod(),
                            REPORT,
                            ZERO,
                            m.dataCoding(),
                            ZERO,
                            m.octets(),
                            m.parameters());
        } catch (IOException | PDUException | RuntimeException e) {
            if (pending.remove(sequence) == null) {
                return; // abandon() was quicker and has told.
            }
            window.release();
            throw e;
        }
    }

    void flush() throws IOException {
        connection().getOutputStream().flush();
    }

    boolean takes(Command header) {
        return switch (header.getCommandId()) {
            case SMPPConstant.CID_SUBMIT_SM_RESP, SMPPConstant.CID_DELIVER_SM -> true;
            case SMPPConstant.CID_GENERIC_NACK -> pending.containsKey(header.getSequenceNumber());
            default -> false;
        };
    }

    void take(Command header, byte[] pdu) throws IOException {
        if (header.getCommandId() == SMPPConstant.CID_DELIVER_SM) {
            deliver(header, pdu);
            return;
        }
        SubmitPart part = pending.remove(header.getSequenceNumber());
        if (part == null) {
            return;
        }
        window.release();
        int status = header.getCommandStatus();
        if (status != SmppStatus.OK || header.getCommandId() != SMPPConstant.CID_SUBMIT_SM_RESP) {
            answers.answered(part, status == SmppStatus.OK ? SmppStatus.SYSTEM_ERROR : status, null);
            return;
        }
        try {
            String id = decomposer.submitSmResp(pdu).getMessageId();
            answers.answered(part, status, MessageIds.normalise(id == null ? "" : id));
        } catch (PDUStringException | RuntimeException e) {
            answers.unanswered(part, "unreadable submit_sm_resp");
        }
    }

    private void deliver(Command header, byte[] pdu) throws IOException {
        try {
            DeliverSm deliver = decomposer.deliverSm(pdu);
            if (!inbound.offer(this, deliver)) {
                acknowledge(header.getSequenceNumber(), SmppStatus.THROTTLED);
                flush();
            }
        } catch (PDUStringException e) {
            acknowledge(header.getSequenceNumber(), e.getErrorCode());
            flush();
        } catch (RuntimeException e) {
            // jsmpp has read past the end. Refused for good: it would break each connection it is repeated on.
            acknowledge(header.getSequenceNumber(), SmppStatus.INVALID_LENGTH);
            flush();
        }
    }

    /** Writes a deliver_sm_resp into the buffer; {@link #flush} sends it. */
    void acknowledge(int sequence, int status) throws IOException {
        pduSender().sendDeliverSmResp(unflushed(), status, sequence, null);
    }

    /** Gives up on parts whose answer is overdue. */
    void expire(long now) {
        pending.forEach((sequence, part) -> {
            if (part.deadline - now < 0 && pending.remove(sequence, part)) {
                window.release();
                answers.unanswered(part, "timeout");
            }
        });
    }

    /** The connection is gone: nothing more is submitted, and what waits for an answer will not get one. */
    void abandon() {
        broken = true;
        pending.forEach((sequence, part) -> {
            if (pending.remove(sequence, part)) {
                window.release();
                answers.unanswered(part, "connection lost");
            }
        });
    }

    /** Tells what is unanswered before jsmpp waits for its own threads. */
    @Override
    public void close() {
        abandon();
        super.close();
    }

    /** Tells what is unanswered and ends the connection, without a word to the SMSC and without waiting. */
    void cut() {
        abandon();
        ((BufferedConnection) connection()).cut();
    }

    private OutputStream unflushed() {
        OutputStream stream = unflushed;
        if (stream == null) {
            stream = new Unflushed(connection().getOutputStream());
            unflushed = stream;
        }
        return stream;
    }

    /** The buffer, deaf to the flush that jsmpp does after each PDU. A PDU is one write, so they do not mix. */
    private static final class Unflushed extends FilterOutputStream {
        Unflushed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            out.write(octets, offset, length);
        }

        @Override
        public void flush() {
            // Later, for many at once.
        }
    }
}
