package org.heliograph.system;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;

/** SMS by jsmpp alone, nothing stored: what the library and the carrier can do on this machine. */
final class BareSmpp {

    private static final int WINDOW = 100;

    private BareSmpp() {}

    /** Sends with a window of 100 and waits for all receipts; messages a second. */
    static double run(int port, String prefix, int messages) throws IOException, InterruptedException {
        CountDownLatch receipts = new CountDownLatch(messages);
        SMPPSession session = new SMPPSession();
        session.setMessageReceiverListener(new Counting(receipts));
        session.setPduProcessorDegree(4);
        session.setQueueCapacity(messages);
        session.connectAndBind(
                "localhost",
                port,
                new BindParameter(
                        BindType.BIND_TRX,
                        "heliograph",
                        "secret",
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null));
        ExecutorService window = Executors.newFixedThreadPool(WINDOW);
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        for (int i = 0; i < WINDOW; i++) {
            window.execute(() -> {
                for (int n = next.getAndIncrement(); n < messages; n = next.getAndIncrement()) {
                    submit(session, prefix + String.format("%07d", n));
                }
            });
        }
        boolean all = receipts.await(5, TimeUnit.MINUTES);
        double seconds = (System.nanoTime() - start) / 1e9;
        window.shutdownNow();
        session.unbindAndClose();
        if (!all) {
            throw new AssertionError(receipts.getCount() + " receipts are missing");
        }
        return messages / seconds;
    }

    private static void submit(SMPPSession session, String number) {
        try {
            session.submitShortMessage(
                    "",
                    TypeOfNumber.ALPHANUMERIC,
                    NumberingPlanIndicator.UNKNOWN,
                    "Heliograph",
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    number,
                    new ESMClass(),
                    (byte) 0,
                    (byte) 0,
                    null,
                    null,
                    new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                    (byte) 0,
                    DataCodings.ZERO,
                    (byte) 0,
                    ("A text for +" + number).getBytes());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private record Counting(CountDownLatch receipts) implements MessageReceiverListener {
        @Override
        public void onAcceptDeliverSm(DeliverSm deliver) {
            receipts.countDown();
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification alert) {
            // none come
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm data, Session source) {
            throw new UnsupportedOperationException();
        }
    }
}
