package org.heliograph.simulator.smpp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** Sends every PDU but the responses that are meant to be missing or unreadable; jsmpp itself can send neither. */
final class SelectivePduSender extends DefaultPDUSender {

    private static final String UNANSWERED_ID = "\u0000";
    private static final String MALFORMED_ID = "\u0000malformed";
    private static final int LENGTH = 17;

    /** What a listener returns to give no response. */
    static SubmitSmResult unanswered() throws PDUStringException {
        return new SubmitSmResult(new MessageId(UNANSWERED_ID), new OptionalParameter[0]);
    }

    /** What a listener returns to give a response whose message id has no end. */
    static SubmitSmResult malformed() throws PDUStringException {
        return new SubmitSmResult(new MessageId(MALFORMED_ID), new OptionalParameter[0]);
    }

    @Override
    public byte[] sendSubmitSmResp(
            OutputStream os, int sequenceNumber, String messageId, OptionalParameter... optionalParameters)
            throws PDUStringException, IOException {
        if (UNANSWERED_ID.equals(messageId)) {
            return new byte[0];
        }
        if (MALFORMED_ID.equals(messageId)) {
            byte[] pdu = ByteBuffer.allocate(LENGTH)
                    .putInt(LENGTH)
                    .putInt(SMPPConstant.CID_SUBMIT_SM_RESP)
                    .putInt(SMPPConstant.STAT_ESME_ROK)
                    .putInt(sequenceNumber)
                    .put((byte) 'x')
                    .array();
            os.write(pdu);
            os.flush();
            return pdu;
        }
        return super.sendSubmitSmResp(os, sequenceNumber, messageId, optionalParameters);
    }
}
