package org.heliograph.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every provider must do, whatever its carrier. Implemented by the test of each, against a fake carrier. */
public interface ProviderContract {

    /** Opens an account at the fake carrier. */
    ProviderConnection connect(ProviderEvents events);

    /** Opens an account at an address where nobody listens. */
    ProviderConnection connectToNobody();

    /** A message that the fake carrier takes. */
    OutboundMessage message(int number);

    /** A value of the account that must never be seen. */
    String secret();

    @Test
    default void givesEachMessageExactlyOneResult() {
        SendResults results = new SendResults();
        List<OutboundMessage> batch =
                IntStream.range(0, 50).mapToObj(this::message).toList();
        try (ProviderConnection connection = connect(new ReceivedEvents())) {
            Await.untilUp(connection);
            connection.send(batch, results);
            results.await(batch.size());
        }
        assertThat(results.messageIds())
                .containsExactlyInAnyOrderElementsOf(
                        batch.stream().map(OutboundMessage::id).toList());
        assertThat(results.all())
                .allMatch(r ->
                        r instanceof SendResult.Accepted a && !a.references().isEmpty());
    }

    @Test
    default void refusesWithARetryableFailureWhenNobodyListens() {
        SendResults results = new SendResults();
        try (ProviderConnection connection = connectToNobody()) {
            connection.send(List.of(message(1)), results);
            assertThat(results.onlyRefusal().failure().retryable()).isTrue();
        }
    }

    /** More of them than any window has places. */
    @Test
    default void refusesWhatIsTooLateAndSendsTheRest() {
        SendResults results = new SendResults();
        List<OutboundMessage> batch = new ArrayList<>(
                IntStream.range(0, 200).mapToObj(no -> tooLate(message(no))).toList());
        OutboundMessage inTime = message(200);
        batch.add(inTime);
        try (ProviderConnection connection = connect(new ReceivedEvents())) {
            Await.untilUp(connection);
            connection.send(batch, results);
            results.await(batch.size());
        }
        assertThat(results.all())
                .filteredOn(SendResult.Accepted.class::isInstance)
                .extracting(SendResult::messageId)
                .containsExactly(inTime.id());
        assertThat(results.all())
                .filteredOn(SendResult.Refused.class::isInstance)
                .hasSize(200)
                .allMatch(refused -> ((SendResult.Refused) refused).failure() == Failure.HOURS_OVER);
    }

    private static OutboundMessage tooLate(OutboundMessage message) {
        return new OutboundMessage(
                message.id(),
                message.sender(),
                message.recipient(),
                message.content(),
                message.validitySeconds(),
                SendBy.in(Duration.ZERO));
    }

    @Test
    default void finishesWhatIsOnItsWayWhenClosed() {
        SendResults results = new SendResults();
        ProviderConnection connection = connect(new ReceivedEvents());
        Await.untilUp(connection);
        connection.send(IntStream.range(0, 20).mapToObj(this::message).toList(), results);
        connection.close();
        assertThat(results.all()).hasSize(20).allMatch(r -> r instanceof SendResult.Accepted);

        connection.send(List.of(message(21)), results);
        assertThat(((SendResult.Refused) results.await(21).get(20)).failure()).isEqualTo(Failure.UNREACHABLE);
    }

    @Test
    default void keepsSecretsToItself() {
        List<String> seen = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                seen.add(entry.getMessage()
                        + List.of(entry.getParameters() == null ? new Object[0] : entry.getParameters())
                        + entry.getThrown());
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try (ProviderConnection connection = connect(new ReceivedEvents());
                ProviderConnection nobody = connectToNobody()) {
            Await.untilUp(connection);
            SendResults results = new SendResults();
            connection.send(List.of(message(1)), results);
            nobody.send(List.of(message(2)), results);
            seen.add(results.await(2).toString());
            seen.add(connection.toString() + connection.state() + nobody.state());
        } finally {
            root.removeHandler(handler);
        }
        assertThat(seen).noneMatch(line -> line.contains(secret()));
    }
}
