package org.heliograph.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private final List<List<Integer>> done = new ArrayList<>();
    private final List<Runnable> handedOver = new ArrayList<>();

    @Test
    void whatComesMeanwhileGoesTogetherUpToItsBound() {
        Gathering<Integer> gathering = new Gathering<>(2, done::add);
        for (int piece = 1; piece <= 5; piece++) {
            gathering.add(piece, handedOver::add);
        }
        assertThat(handedOver).hasSize(1);
        handedOver.get(0).run();
        assertThat(done).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
        gathering.add(6, handedOver::add);
        assertThat(handedOver).hasSize(2);
    }

    @Test
    void whoeverAddsWorksOnlyWhileTheExecutorTakesNothing() {
        boolean[] full = {true};
        Executor executor = work -> {
            if (full[0]) {
                throw new RejectedExecutionException();
            }
            handedOver.add(work);
        };
        List<Gathering<Integer>> self = new ArrayList<>();
        self.add(new Gathering<>(10, pieces -> {
            done.add(pieces);
            if (pieces.contains(1)) {
                full[0] = false;
                self.get(0).add(2, executor);
            }
        }));
        self.get(0).add(1, executor);
        assertThat(done).containsExactly(List.of(1));
        assertThat(handedOver).hasSize(1);
        handedOver.get(0).run();
        assertThat(done).containsExactly(List.of(1), List.of(2));
    }
}
