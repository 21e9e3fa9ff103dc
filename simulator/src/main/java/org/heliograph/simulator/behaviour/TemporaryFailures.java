package org.heliograph.simulator.behaviour;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts the attempts of recipients that fail for now, so that a later one gets through. Thread-safe. */
public final class TemporaryFailures {

    private static final int REMEMBERED = 200_000;

    private final Map<String, Integer> attempts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Whether this attempt fails. After {@code failures} of them one succeeds, and the count starts again. */
    public synchronized boolean fails(Verdict verdict, int failures) {
        if (verdict.outcome() != Outcome.TEMPORARY) {
            return false;
        }
        String key = verdict.channel().ordinal() + verdict.recipient();
        if (attempts.merge(key, 1, Integer::sum) > failures) {
            attempts.remove(key);
            return false;
        }
        return true;
    }
}
