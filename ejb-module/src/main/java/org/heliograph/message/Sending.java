package org.heliograph.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.heliograph.channel.Failure;
import org.heliograph.channel.OutboundMessage;
import org.heliograph.channel.ProviderConnection;
import org.heliograph.channel.SendResult;
import org.heliograph.platform.Outages;

/** Hands claimed messages to a carrier and records what came of them. */
@ApplicationScoped
public class Sending {

    private static final Logger LOG = Logger.getLogger(Sending.class.getName());
    /** Messages that are claimed, handed over and recorded together, and are at most sent twice when this server dies. */
    public static final int SLICE = 250;

    /** How long an account rests whose carrier says that it is overrun, but not for how long. */
    private static final Duration REST = Duration.ofSeconds(2);

    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(1);

    @Inject
    private AccountTurns turns;

    @Inject
    private CarrierPresence presence;

    /**
     * Sends and records a slice.
     *
     * @param slice {@link #SLICE} messages at most
     * @param recorder writes down the results, one for each message; done again if the database is away
     * @return whether the carrier can take more; if not, its account rests
     */
    public boolean send(
            ProviderConnection connection,
            long accountId,
            List<OutboundMessage> slice,
            Consumer<List<SendResult>> recorder) {
        if (slice.isEmpty()) {
            return true;
        }
        SliceResults arriving =
                new SliceResults(slice.stream().map(OutboundMessage::id).collect(Collectors.toSet()));
        connection.send(slice, arriving);
        List<SendResult> collected = collect(arriving, patience(connection));
        Outages.sitOut("results", () -> recorder.accept(collected));
        if (collected.stream().anyMatch(Sending::isAnswer)) {
            presence.answered(accountId);
        }
        Optional<Duration> rest = rest(collected);
        rest.ifPresent(time -> turns.rest(accountId, time));
        return rest.isEmpty();
    }

    private static boolean isAnswer(SendResult result) {
        return !(result instanceof SendResult.Refused refused)
                || refused.failure() != Failure.UNREACHABLE
                        && refused.failure() != Failure.NO_RESPONSE
                        && refused.failure() != Failure.HOURS_OVER;
    }

    /** As long as the carrier asks for, if it refused any because it is overrun. */
    private static Optional<Duration> rest(List<SendResult> collected) {
        return collected.stream()
                .filter(SendResult.Refused.class::isInstance)
                .map(SendResult.Refused.class::cast)
                .filter(refused -> refused.failure() == Failure.THROTTLED)
                .map(refused -> Objects.requireNonNullElse(refused.retryAfter(), REST))
                .max(Duration::compareTo)
                .map(time -> time.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : time);
    }

    /** A minute without a result, or longer if the provider may take longer for one. */
    static Duration patience(ProviderConnection connection) {
        Duration longest = connection.longestWait();
        return longest.compareTo(LEAST_PATIENCE) > 0 ? longest : LEAST_PATIENCE;
    }

    private static List<SendResult> collect(SliceResults arriving, Duration patience) {
        try {
            List<SendResult> collected = arriving.await(patience);
            if (arriving.missing() > 0) {
                LOG.log(Level.WARNING, "A provider gave no result for {0} messages.", arriving.missing());
            }
            return collected;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a carrier", e);
        }
    }
}
