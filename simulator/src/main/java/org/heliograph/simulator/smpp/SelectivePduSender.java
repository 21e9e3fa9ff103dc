package org.heliograph.simulator.smpp;

import java.io.IOException;
import java.io.OutputStream;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** Sends every PDU but the responses that are meant to be missing; jsmpp has no way to leave a submit unanswered. */
final class SelectivePduSender extends DefaultPDUSender {

    private static final String UNANSWERED_ID = "\u0000";

    /** What a listener returns to give no response. */
    static SubmitSmResult unanswered() throws PDUStringException {
        return new SubmitSmResult(new MessageId(UNANSWERED_ID), new OptionalParameter[0]);
    }

    @Override
    public byte[] sendSubmitSmResp(
            OutputStream os, int sequenceNumber, String messageId, OptionalParameter... optionalParameters)
            throws PDUStringException, IOException {
        if (UNANSWERED_ID.equals(messageId)) {
            return new byte[0];
        }
        return super.sendSubmitSmResp(os, sequenceNumber, messageId, optionalParameters);
    }
}
