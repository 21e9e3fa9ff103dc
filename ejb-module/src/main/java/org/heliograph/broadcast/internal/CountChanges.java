package org.heliograph.broadcast.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is to be added to a broadcast's counters together; step 0 counts recipients. */
final class CountChanges {

    private final Map<Counter, Integer> sums = new LinkedHashMap<>();

    private record Counter(int step, String state) {}

    /** One counter's change. */
    record Sum(int step, String state, int change) {}

    CountChanges add(int step, String state, int change) {
        sums.merge(new Counter(step, state), change, Integer::sum);
        return this;
    }

    /** Those that change at all. */
    List<Sum> sums() {
        return sums.entrySet().stream()
                .filter(sum -> sum.getValue() != 0)
                .map(sum -> new Sum(sum.getKey().step(), sum.getKey().state(), sum.getValue()))
                .toList();
    }
}
