package org.heliograph.simulator.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The newest entries of the few handsets someone looks at, so that looking does not search the ledger every second. */
final class HandsetIndex {

    static final int DEPTH = 200;
    private static final int HANDSETS = 64;

    private final Map<String, ArrayList<Entry>> watched = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ArrayList<Entry>> eldest) {
            return size() > HANDSETS;
        }
    };

    void added(Entry entry) {
        ArrayList<Entry> entries = watched.isEmpty() ? null : watched.get(entry.recipient);
        if (entries != null) {
            entries.add(entry);
            if (entries.size() > DEPTH) {
                entries.remove(0);
            }
        }
    }

    List<Entry> of(String recipient, Supplier<List<Entry>> search) {
        return watched.computeIfAbsent(recipient, any -> new ArrayList<>(search.get()));
    }

    void clear() {
        watched.clear();
    }
}
