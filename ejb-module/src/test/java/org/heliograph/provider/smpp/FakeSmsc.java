package org.heliograph.provider.smpp;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.channel.Await;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderAccount;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.ProviderEvents;
import org.heliograph.channel.SmsContent;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** An SMSC of the test, over jsmpp's server side. */
final class FakeSmsc implements AutoCloseable {

    static final String PASSWORD = "s3cr3t!";

    final List<SubmitSm> submitted = new CopyOnWriteArrayList<>();
    final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    final AtomicInteger count = new AtomicInteger();
    volatile Answer answer =
            (submit, number) -> "0" + Integer.toHexString(0xABC000 + number).toUpperCase();
    volatile boolean keep = true;
    volatile boolean refuseReceivers;
    private final SMPPServerSessionListener listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int degree;

    /** The id of a message, or a refusal. */
    interface Answer {
        String to(SubmitSm submit, int number) throws ProcessRequestException;
    }

    FakeSmsc() throws IOException {
        this(0, 8);
    }

    FakeSmsc(int port, int degree) throws IOException {
        this.degree = degree;
        int free = port;
        if (free == 0) {
            try (java.net.ServerSocket probe = new java.net.ServerSocket(0)) {
                free = probe.getLocalPort();
            }
        }
        listener = new SMPPServerSessionListener(free);
        listener.setTimeout(500);
        listener.setPduProcessorDegree(degree);
        listener.setQueueCapacity(10_000);
        threads.execute(this::listen);
    }

    static OutboundMessage message(String text) {
        return new OutboundMessage(UUID.randomUUID(), "Heliograph", "+34600111222", new SmsContent(text), 0);
    }

    /** An account here, with further settings. */
    ProviderConnection connect(ProviderEvents received, Map<String, String> more) {
        return connect(port(), received, more);
    }

    static ProviderConnection connect(int port, ProviderEvents received, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "host", "localhost",
                "port", "" + port,
                "systemId", "helio",
                "password", PASSWORD,
                "responseTimeoutMillis", "2000"));
        settings.putAll(more);
        return new SmppProvider().connect(new ProviderAccount(7, "smpp", "Test", settings), received);
    }

    /** The same, when it is bound. */
    ProviderConnection connected(ProviderEvents received, Map<String, String> more) {
        ProviderConnection connection = connect(received, more);
        Await.untilUp(connection);
        Await.until("the SMSC knows", () -> !sessions.isEmpty());
        return connection;
    }

    int port() {
        return listener.getPort();
    }

    private void listen() {
        while (!threads.isShutdown()) {
            try {
                SMPPServerSession session = listener.accept();
                session.setMessageReceiverListener(new Receiver());
                threads.execute(() -> bind(session));
            } catch (IOException ignored) {
                // The accept timed out, or the listener is closed.
            }
        }
    }

    private void bind(SMPPServerSession session) {
        try {
            BindRequest request = session.waitForBind(5000);
            boolean welcome = !refuseReceivers || request.getBindType() != BindType.BIND_RX;
            if (welcome && request.getPassword().equals(PASSWORD)) {
                request.accept("fake", InterfaceVersion.IF_34);
                sessions.add(session);
            } else {
                request.reject(0x0E);
            }
        } catch (IOException | TimeoutException | PDUStringException ignored) {
            session.close();
        }
    }

    SMPPServerSession session() {
        return sessions.get(sessions.size() - 1);
    }

    /** Sends a deliver_sm and waits for its answer. */
    void deliver(int esmClass, int coding, byte[] text, OptionalParameter... parameters) throws Exception {
        deliver(session(), esmClass, coding, text, parameters);
    }

    static void deliver(SMPPServerSession to, int esmClass, int coding, byte[] text, OptionalParameter... parameters)
            throws Exception {
        to.deliverShortMessage(
                "",
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                "34600111222",
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                "12345",
                new ESMClass(esmClass),
                (byte) 0,
                (byte) 0,
                new RegisteredDelivery(0),
                new RawDataCoding((byte) coding),
                text,
                parameters);
    }

    void drop() {
        sessions.forEach(SMPPServerSession::close);
    }

    @Override
    public void close() throws IOException {
        threads.shutdown();
        listener.close();
        sessions.forEach(SMPPServerSession::close);
        threads.shutdownNow();
    }

    private final class Receiver implements ServerMessageReceiverListener {
        @Override
        public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession source)
                throws ProcessRequestException {
            int number = count.incrementAndGet();
            if (keep) {
                submitted.add(submit);
            }
            try {
                return new SubmitSmResult(new MessageId(answer.to(submit, number)), new OptionalParameter[0]);
            } catch (PDUStringException e) {
                throw new ProcessRequestException(e.getMessage(), e.getErrorCode());
            }
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm dataSm, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("no", 0x03);
        }

        @Override
        public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti multi, SMPPServerSession source)
                throws ProcessRequestException {
            throw new ProcessRequestException("no", 0x03);
        }

        @Override
        public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession source) throws ProcessRequestException {
            throw new ProcessRequestException("no", 0x03);
        }

        @Override
        public void onAcceptReplaceSm(ReplaceSm replace, SMPPServerSession source) {
            // Not asked for.
        }

        @Override
        public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession source) {
            // Not asked for.
        }

        @Override
        public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm broadcast, SMPPServerSession source)
                throws ProcessRequestException {
            throw new ProcessRequestException("no", 0x03);
        }

        @Override
        public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession source) {
            // Not asked for.
        }

        @Override
        public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm query, SMPPServerSession source)
                throws ProcessRequestException {
            throw new ProcessRequestException("no", 0x03);
        }
    }
}
