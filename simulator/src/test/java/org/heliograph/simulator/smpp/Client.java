package org.heliograph.simulator.smpp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.heliograph.simulator.RunningSimulator;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;

/** An SMPP client as the product is one, that keeps what it is delivered. */
final class Client implements AutoCloseable, MessageReceiverListener {

    final SMPPSession session = new SMPPSession();
    final BlockingQueue<DeliverSm> delivered = new LinkedBlockingQueue<>();

    private Client() {}

    static Client bind(RunningSimulator simulator, BindType type) throws IOException {
        return bind(simulator, type, "heliograph", "secret");
    }

    static Client bind(RunningSimulator simulator, BindType type, String systemId, String password) throws IOException {
        Client client = new Client();
        client.session.setMessageReceiverListener(client);
        client.session.setTransactionTimer(10_000);
        // One thread, or what is delivered second may be kept first.
        client.session.setPduProcessorDegree(1);
        client.session.connectAndBind(
                "127.0.0.1",
                simulator.smppPort(),
                new BindParameter(
                        type, systemId, password, "", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, null));
        return client;
    }

    String submit(String number, String text) throws Exception {
        return submit(number, 0, 0, text.getBytes(StandardCharsets.US_ASCII));
    }

    String submit(String number, int esmClass, int dataCoding, byte[] body, OptionalParameter... parameters)
            throws Exception {
        return session.submitShortMessage(
                        "",
                        TypeOfNumber.ALPHANUMERIC,
                        NumberingPlanIndicator.UNKNOWN,
                        "ACME",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        number,
                        new ESMClass((byte) esmClass),
                        (byte) 0,
                        (byte) 0,
                        null,
                        null,
                        new RegisteredDelivery(1),
                        (byte) 0,
                        new RawDataCoding((byte) dataCoding),
                        (byte) 0,
                        body,
                        parameters)
                .getMessageId();
    }

    DeliverSm next() throws InterruptedException {
        DeliverSm next = delivered.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("Nothing was delivered");
        }
        return next;
    }

    String nextText() throws InterruptedException {
        return new String(next().getShortMessage(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm deliver) {
        delivered.add(deliver);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification notification) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        session.unbindAndClose();
    }
}
