package org.heliograph.channel;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A live account. Thread-safe. */
public interface ProviderConnection extends AutoCloseable {

    /**
     * Hands messages to the carrier. Blocks while the carrier's window is full, so that pressure reaches the queue
     * instead of memory; may return before the results are in. Calls {@code results} exactly once for each message,
     * from any thread, at the latest after {@link #longestWait()}. Never throws for a message's sake.
     * {@code results} may be called on the thread that reads the carrier's answers, so it collects and returns; it must
     * not wait for a database or call {@code send}.
     */
    void send(List<OutboundMessage> batch, Consumer<SendResult> results);

    ConnectionState state();

    /**
     * The longest time between {@link #send} and the next result of those that are outstanding. Who gives a message up
     * earlier sends it again though the carrier may take it yet.
     */
    default Duration longestWait() {
        return Duration.ofMinutes(1);
    }

    /** Messages, or parts, that the account may hand over a second; 0 for no limit. */
    default int messagesPerSecond() {
        return 0;
    }

    /** Answers a call of the carrier to this account's webhook address. */
    default WebhookReply receive(WebhookRequest request) {
        return WebhookReply.status(404);
    }

    /**
     * Asks which addresses the channel reaches. An address the carrier gave no answer for is left out.
     *
     * @param addresses E.164 with {@code +}
     */
    default Map<String, Boolean> checkCapability(Collection<String> addresses) {
        return Map.of();
    }

    /** Ends the connection in an orderly way: finishes what is in the window, for at most a few seconds. */
    @Override
    void close();

    /**
     * How a connection stands.
     *
     * @param up whether messages can be sent
     * @param detail what is wrong, in words for the operator: why it is down, or why nothing comes in while it sends; empty
     *     when nothing is
     */
    record ConnectionState(boolean up, String detail) {
        public static final ConnectionState UP = new ConnectionState(true, "");

        public static ConnectionState down(String detail) {
            return new ConnectionState(false, detail);
        }

        /** Takes messages, but hands over neither reports nor what contacts send. */
        public static ConnectionState sendsOnly(String detail) {
            return new ConnectionState(true, detail);
        }
    }
}
