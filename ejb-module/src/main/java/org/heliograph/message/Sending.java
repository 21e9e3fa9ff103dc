package org.heliograph.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.heliograph.channel.Failure;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.SendResult;
import org.heliograph.platform.Outages;

/**
 * Hands claimed messages to a carrier and records what came of them, slice by slice: so much may be in flight, and so
 * much is at most sent twice when this server dies.
 */
@ApplicationScoped
public class Sending {

    private static final Logger LOG = Logger.getLogger(Sending.class.getName());
    /** Messages that are claimed, handed over and recorded together. */
    public static final int SLICE = 250;
    /**
     * Slices of broadcasts an account has in hand at a time: enough to keep its window full while one is claimed. More
     * would only share the window, so that each is recorded later than its first reports arrive.
     */
    private static final int TURNS = 3;

    private static final long RESULT_SECONDS = 60;

    @Inject
    private MessageResults results;

    private final Map<Long, Semaphore> turns = new ConcurrentHashMap<>();

    /**
     * Sends and records all of it at once, past what waits for its turn.
     *
     * @param stored the content to keep with a message that will be tried again
     */
    public void send(
            ProviderConnection connection,
            long accountId,
            List<OutboundMessage> messages,
            Function<OutboundMessage, String> stored) {
        for (int first = 0; first < messages.size(); first += SLICE) {
            List<OutboundMessage> slice = messages.subList(first, Math.min(first + SLICE, messages.size()));
            record(accountId, handOver(connection, slice), slice, stored);
        }
    }

    /**
     * Waits for its turn, claims, sends and records a slice.
     *
     * @param claim claims and renders {@link #SLICE} messages at most
     */
    public void sendInTurn(
            ProviderConnection connection,
            long accountId,
            Supplier<List<OutboundMessage>> claim,
            Function<OutboundMessage, String> stored) {
        Semaphore turn = turns.computeIfAbsent(accountId, id -> new Semaphore(TURNS, true));
        List<OutboundMessage> slice;
        List<SendResult> collected;
        turn.acquireUninterruptibly();
        try {
            slice = claim.get();
            collected = handOver(connection, slice);
        } finally {
            turn.release();
        }
        record(accountId, collected, slice, stored);
    }

    private List<SendResult> handOver(ProviderConnection connection, List<OutboundMessage> slice) {
        BlockingQueue<SendResult> arrived = new LinkedBlockingQueue<>();
        if (!slice.isEmpty()) {
            connection.send(slice, arrived::add);
        }
        return collect(slice, arrived);
    }

    private List<SendResult> collect(List<OutboundMessage> slice, BlockingQueue<SendResult> arrived) {
        Map<UUID, OutboundMessage> open = slice.stream().collect(Collectors.toMap(OutboundMessage::id, m -> m));
        List<SendResult> collected = new ArrayList<>(slice.size());
        try {
            while (!open.isEmpty()) {
                SendResult result = arrived.poll(RESULT_SECONDS, TimeUnit.SECONDS);
                if (result == null) {
                    LOG.log(Level.WARNING, "A provider gave no result for {0} messages.", open.size());
                    open.keySet()
                            .forEach(id -> collected.add(new SendResult.Refused(id, Failure.NO_RESPONSE, "timeout")));
                    return collected;
                }
                if (open.remove(result.messageId()) != null) {
                    collected.add(result);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a carrier", e);
        }
        return collected;
    }

    private void record(
            long accountId,
            List<SendResult> collected,
            List<OutboundMessage> slice,
            Function<OutboundMessage, String> stored) {
        if (collected.isEmpty()) {
            return;
        }
        Map<UUID, OutboundMessage> messages = slice.stream().collect(Collectors.toMap(OutboundMessage::id, m -> m));
        Function<UUID, String> content = id -> stored.apply(messages.get(id));
        Outages.sitOut("results", () -> results.record(accountId, collected, content));
    }
}
