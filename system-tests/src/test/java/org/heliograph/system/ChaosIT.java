package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * In each round something is killed at a random moment of a broadcast; afterwards both sides' books must agree. The same
 * {@code -Dchaos.seed} gives the same rounds, but for the moments at which the processes happen to be.
 */
@Tag("chaos")
@Tag("heavy")
class ChaosIT {

    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 100);
    private static final long SEED = Long.getLong("chaos.seed", System.currentTimeMillis() % 1_000_000);

    @Test
    void nothingIsLostOrDoubledUnnoticedWhateverIsKilled() {
        System.out.println("-Dchaos.seed=" + SEED + " -Dchaos.rounds=" + ROUNDS);
        ChaosReport report = new ChaosReport(SEED);
        Random random = new Random(SEED);
        try (Chaos chaos = new Chaos()) {
            ChaosAudience[] audiences = {
                ChaosAudience.create(chaos, "212611", 400), ChaosAudience.create(chaos, "212612", 1_500)
            };
            for (int round = 1; round <= ROUNDS; round++) {
                Chaos.Kill[] kills = Chaos.Kill.values();
                ChaosAudience audience = audiences[random.nextInt(audiences.length)];
                long seed = random.nextLong();
                report.add(round, new ChaosRound(chaos, kills[round % kills.length], seed).run(audience));
            }
        }
        assertThat(report.findings()).isEmpty();
    }
}
