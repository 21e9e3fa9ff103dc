package org.heliograph.message;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.channel.Channel;

/**
 * The way onto the queues. A call may get lost with the broker (the timers repeat it), so only news of carriers is kept on
 * its disk. Not part of any transaction: call it after the commit of what it announces. A wake-up call
 * that cannot be sent is no loss, since the timers repeat it; so it is only logged.
 */
@ApplicationScoped
public class Queues {

    /** The property by which listeners tell calls apart: whoever waits behind a broadcast never is a one-time code. */
    public static final String WORK = "work";

    public static final String MESSAGES = "messages";
    public static final String BROADCASTS = "broadcasts";

    /** A call that nobody takes makes way for its reminder, or busy listeners would find all reminders of an hour. */
    private static final long CALL_MILLIS = 40_000;

    private static final long BROADCAST_CALL_MILLIS = 10_000;

    private static final Logger LOG = Logger.getLogger(Queues.class.getName());

    @Resource(lookup = "jms/connectionFactory")
    private ConnectionFactory connectionFactory;

    @Resource(lookup = "jms/sms")
    private Queue sms;

    @Resource(lookup = "jms/rcs")
    private Queue rcs;

    @Resource(lookup = "jms/email")
    private Queue email;

    @Resource(lookup = "jms/inbound")
    private Queue inbound;

    /** Contexts that nobody uses now: to make one takes the broker several round trips, and this server a thread. */
    private final java.util.Queue<JMSContext> free = new ConcurrentLinkedQueue<>();

    private volatile String trouble = "";

    /** A wake-up call for messages of a company. */
    public record Call(Channel channel, long companyId, List<String> ids) {
        String text() {
            return companyId + "|" + String.join(",", ids);
        }
    }

    /** While there is trouble, even no call at all is a question whether the broker is back. */
    public void wake(List<Call> calls) {
        if (!calls.isEmpty() || !trouble.isEmpty()) {
            send(
                    MESSAGES,
                    CALL_MILLIS,
                    producer -> calls.forEach(call -> producer.send(queue(call.channel()), call.text())));
        }
    }

    /** Calls listeners to the broadcasts of a channel; each works on whatever is due when it comes. */
    public void wakeBroadcasts(Channel channel, int listeners) {
        send(BROADCASTS, BROADCAST_CALL_MILLIS, producer -> {
            for (int i = 0; i < listeners; i++) {
                producer.send(queue(channel), channel.name());
            }
        });
    }

    private void send(String work, long millis, Consumer<JMSProducer> calls) {
        try {
            use(context -> calls.accept(context.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setTimeToLive(millis)
                    .setProperty(WORK, work)));
        } catch (JMSRuntimeException e) {
            LOG.log(Level.FINE, "A wake-up call was not sent", e);
        }
    }

    /**
     * Puts news of a carrier on the inbound queue.
     *
     * @throws JMSRuntimeException if the broker did not take it
     */
    public void sendInbound(String text) {
        use(context -> context.createProducer().send(inbound, text));
    }

    /** With a context that is free, which a broker that went meanwhile has broken; or else with a new one. */
    private void use(Consumer<JMSContext> work) {
        if (!trouble.isEmpty()) {
            closeFree();
        }
        JMSContext context = free.poll();
        if (context != null) {
            try {
                keepIfDone(context, work);
                return;
            } catch (JMSRuntimeException e) {
                LOG.log(Level.FINE, "A connection to the broker is broken", e);
                closeFree();
            }
        }
        try {
            keepIfDone(connectionFactory.createContext(JMSContext.AUTO_ACKNOWLEDGE), work);
        } catch (JMSRuntimeException e) {
            failed(e);
            throw e;
        }
    }

    private void keepIfDone(JMSContext context, Consumer<JMSContext> work) {
        boolean done = false;
        try {
            work.accept(context);
            done = true;
        } finally {
            if (done) {
                free.add(context);
            } else {
                close(context);
            }
        }
        worked();
    }

    @PreDestroy
    void closeFree() {
        for (JMSContext context = free.poll(); context != null; context = free.poll()) {
            close(context);
        }
    }

    private static void close(JMSContext context) {
        try {
            context.close();
        } catch (JMSRuntimeException e) {
            LOG.log(Level.FINE, "A connection to the broker could not be closed", e);
        }
    }

    /** Said once; what waits for the broker asks it many times a second. */
    private void failed(JMSRuntimeException e) {
        if (trouble.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "Work waits in the database; the message broker does not answer: {0}",
                    e.getMessage());
        }
        trouble = String.valueOf(e.getMessage());
    }

    private void worked() {
        if (!trouble.isEmpty()) {
            trouble = "";
            LOG.info("The message broker answers again.");
        }
    }

    /** Why work does not move, for the pages; empty if all is well. */
    public String trouble() {
        return trouble;
    }

    private Queue queue(Channel channel) {
        Queue queue =
                Map.of(Channel.SMS, sms, Channel.RCS, rcs, Channel.EMAIL, email).get(channel);
        if (queue == null) {
            throw new IllegalArgumentException("The channel " + channel + " has no queue.");
        }
        return queue;
    }
}
