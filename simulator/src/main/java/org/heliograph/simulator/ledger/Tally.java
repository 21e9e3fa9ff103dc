package org.heliograph.simulator.ledger;

import java.util.EnumMap;
import java.util.Map;
import org.heliograph.simulator.behaviour.Channel;

/** Counts of messages per channel and status. Not thread-safe. */
final class Tally {

    private final Map<Channel, Map<Status, long[]>> counts = new EnumMap<>(Channel.class);

    void add(Channel channel, Status status, int amount) {
        counts.computeIfAbsent(channel, any -> new EnumMap<>(Status.class))
                .computeIfAbsent(status, any -> new long[1])[0] += amount;
    }

    Map<Status, Long> of(Channel channel) {
        Map<Status, Long> result = new EnumMap<>(Status.class);
        counts.getOrDefault(channel, Map.of()).forEach((status, count) -> {
            if (count[0] != 0) {
                result.put(status, count[0]);
            }
        });
        return result;
    }
}
