package org.heliograph.provider.smpp;

import java.io.DataInputStream;
import java.io.IOException;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.bean.Command;

/** Takes submit_sm_resp and deliver_sm out of the stream before jsmpp sees them; the rest is jsmpp's. */
final class AnswerReader extends DefaultPDUReader {

    private WindowedSession session;

    void readFor(WindowedSession reading) {
        session = reading;
    }

    @Override
    public Command readPDUHeader(DataInputStream in) throws InvalidCommandLengthException, IOException {
        while (true) {
            Command header = super.readPDUHeader(in);
            if (header.getCommandLength() > WindowedSession.MAX_PDU) {
                throw new IOException("A PDU of " + header.getCommandLength() + " octets is refused");
            }
            if (!session.takes(header)) {
                return header;
            }
            session.take(header, readPDU(in, header));
        }
    }
}
