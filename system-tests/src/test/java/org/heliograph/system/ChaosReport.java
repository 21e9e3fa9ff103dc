package org.heliograph.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sum of all rounds, in {@code chaos.json} after each. */
final class ChaosReport {

    private final long seed;
    private final Map<String, Integer> kills = new LinkedHashMap<>();
    private final List<String> findings = new ArrayList<>();
    private int rounds;
    private long messages;
    private long lost;
    private long marked;
    private long unmarked;
    private long notFinal;
    private int handedOver;

    ChaosReport(long seed) {
        this.seed = seed;
    }

    void add(int round, ChaosRound.Outcome outcome) {
        rounds++;
        kills.merge(outcome.kill(), 1, Integer::sum);
        handedOver += outcome.handedOver() ? 1 : 0;
        messages += outcome.audit().messages();
        lost += outcome.audit().lost();
        marked += outcome.audit().marked();
        unmarked += outcome.audit().unmarked();
        String name = "Round " + round + " (" + outcome.kill() + "): ";
        outcome.audit().findings().forEach(finding -> findings.add(name + finding));
        if (!outcome.ended()) {
            notFinal++;
            findings.add(name + "not final");
        }
        if (outcome.sentAgain() > 0) {
            findings.add(name + outcome.sentAgain() + " messages had their result and were sent again");
        }
        System.out.println(name + outcome);
        write();
    }

    List<String> findings() {
        return findings;
    }

    private void write() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("seed", seed);
        all.put("rounds", rounds);
        all.put("kills", kills);
        all.put("kills_after_the_last_handover", handedOver);
        all.put("messages", messages);
        all.put("lost", lost);
        all.put("duplicates_marked", marked);
        all.put("duplicates_unmarked", unmarked);
        all.put("not_final", notFinal);
        all.put("findings", findings);
        try {
            Path work = Files.createDirectories(Path.of(System.getProperty("heliograph.work")));
            Files.writeString(
                    work.resolve("chaos.json"),
                    Http.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
