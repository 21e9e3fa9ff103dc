package org.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.heliograph.channel.Failure;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.SendResult.Accepted;
import org.heliograph.channel.SendResult.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SliceResultsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final SliceResults results = new SliceResults(Set.of(one, other));

    @Test
    void theWaitEndsWithTheLastResult() throws Exception {
        results.accept(taken(one));
        CompletableFuture<List<SendResult>> waiting = CompletableFuture.supplyAsync(() -> await(LONG));
        results.accept(taken(other));
        assertThat(waiting.get(10, TimeUnit.SECONDS)).containsExactlyInAnyOrder(taken(one), taken(other));
        assertThat(results.missing()).isZero();
    }

    @Test
    void theFirstResultOfAMessageCountsAndNobodyElsesDoes() {
        results.accept(taken(one));
        results.accept(new Refused(one, Failure.NO_RESPONSE, "late"));
        results.accept(taken(UUID.randomUUID()));
        assertThat(results.missing()).isEqualTo(1);
        results.accept(taken(other));
        assertThat(await(LONG)).containsExactlyInAnyOrder(taken(one), taken(other));
    }

    @Test
    void whoHasNoneAfterASilenceHadNoAnswer() {
        results.accept(taken(one));
        assertThat(await(Duration.ofMillis(20)))
                .containsExactlyInAnyOrder(taken(one), new Refused(other, Failure.NO_RESPONSE, "timeout"));
        assertThat(results.missing()).isEqualTo(1);
    }

    private List<SendResult> await(Duration patience) {
        try {
            return results.await(patience);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SendResult taken(UUID message) {
        return new Accepted(message, List.of("1"));
    }
}
