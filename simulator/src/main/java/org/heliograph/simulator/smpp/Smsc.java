package org.heliograph.simulator.smpp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.heliograph.simulator.behaviour.Channel;
import org.heliograph.simulator.behaviour.CurrentBehaviour;
import org.heliograph.simulator.ledger.Content;
import org.heliograph.simulator.ledger.Entry;
import org.heliograph.simulator.ledger.Ledger;
import org.heliograph.simulator.ledger.Status;
import org.heliograph.simulator.time.DelayWheel;
import org.heliograph.simulator.time.Stats;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SMSC: listens for binds and keeps them. */
public final class Smsc implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Smsc.class);
    private static final int BACKLOG = 100;
    private static final int BIND_TIMEOUT_MS = 5000;
    private static final int TRANSACTION_TIMER_MS = 10_000;
    private static final int ENQUIRE_LINK_MS = 60_000;

    private final CurrentBehaviour behaviour;
    private final Ledger ledger;
    private final Stats stats;
    private final Clock clock;
    private final Binds binds;
    private final SubmitListener submitListener;
    private final ServerSocket socket = new ServerSocket();
    private final ExecutorService binding = Executors.newCachedThreadPool(task -> daemon(task, "smpp-bind"));
    private final AtomicInteger references = new AtomicInteger();

    public Smsc(CurrentBehaviour behaviour, Ledger ledger, DelayWheel wheel, Stats stats, Clock clock)
            throws IOException {
        this.behaviour = behaviour;
        this.ledger = ledger;
        this.stats = stats;
        this.clock = clock;
        binds = new Binds(behaviour, wheel);
        Receipts receipts = new Receipts(ledger, binds, wheel, stats, clock);
        submitListener = new SubmitListener(new Submissions(behaviour, ledger, receipts, wheel, stats, clock));
    }

    public void start(InetSocketAddress address) throws IOException {
        socket.setReuseAddress(true);
        socket.bind(address, BACKLOG);
        daemon(this::acceptAll, "smpp-accept").start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Binds at this moment. */
    public int binds() {
        return binds.count();
    }

    /** Breaks the connections of all binds and returns how many there were; clients may bind again at once. */
    public int drop() {
        return binds.drop();
    }

    /** System ids that can be delivered to. */
    public List<String> receivers() {
        return binds.receivers();
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                binding.execute(() -> bind(client));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.warn("Cannot accept a connection", e);
                }
            }
        }
    }

    private void bind(Socket client) {
        try {
            client.setSoTimeout(BIND_TIMEOUT_MS);
            CarrierSession session =
                    new CarrierSession(new CarrierConnection(client), this::stateChanged, submitListener, binds);
            session.setTransactionTimer(TRANSACTION_TIMER_MS);
            BindRequest request = session.waitForBind(BIND_TIMEOUT_MS);
            String password = behaviour.get().smsc().accounts().get(request.getSystemId());
            if (password == null) {
                request.reject(SMPPConstant.STAT_ESME_RINVSYSID);
            } else if (!password.equals(request.getPassword())) {
                request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
            } else {
                session.boundAs(request.getSystemId());
                session.setEnquireLinkTimer(ENQUIRE_LINK_MS);
                request.accept("simulator", InterfaceVersion.IF_34);
                binds.bound(session);
            }
        } catch (TimeoutException e) {
            LOG.debug("A client connected and did not bind");
        } catch (IOException | PDUStringException e) {
            LOG.info("A bind failed: {}", e.getMessage());
        }
    }

    private void stateChanged(SessionState now, SessionState before, Session session) {
        if (now == SessionState.UNBOUND) {
            ((CarrierSession) session).unbound();
        } else if (now == SessionState.CLOSED) {
            binds.closed((CarrierSession) session);
        }
    }

    /**
     * Delivers what a handset writes to a client, now or at its next bind.
     *
     * @param account system id of the client
     * @param number of the handset, with its plus
     * @param sender whom the handset answers
     */
    public Entry reply(String account, String number, String sender, String text) {
        List<HandsetMessage.Body> bodies = HandsetMessage.cut(text, references.incrementAndGet() & 0xFF);
        String source = number.startsWith("+") ? number.substring(1) : number;
        Entry entry = ledger.add(new Entry(Channel.SMS, account, sender, number, Status.REPLY, clock.millis())
                .saying(Content.text(text))
                .inParts(bodies.size()));
        for (HandsetMessage.Body body : bodies) {
            binds.deliver(new Delivery(
                    account,
                    null,
                    source,
                    sender,
                    body.esmClass(),
                    body.dataCoding(),
                    body.shortMessage(),
                    List.of(),
                    () -> stats.mark(Stats.Event.SMS_REPLIES)));
        }
        return entry;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        binds.closeAll();
        binding.shutdown();
    }
}
