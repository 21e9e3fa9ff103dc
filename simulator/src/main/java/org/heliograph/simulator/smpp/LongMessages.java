package org.heliograph.simulator.smpp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.heliograph.simulator.ledger.Entry;
import org.heliograph.simulator.ledger.Ledger;

/** Puts the parts of long messages together, in whatever order they come. Thread-safe. */
final class LongMessages {

    private static final int REMEMBERED = 20_000;

    private final Ledger ledger;
    private final Map<Key, Assembly> assemblies = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Assembly> eldest) {
            return size() > REMEMBERED;
        }
    };

    LongMessages(Ledger ledger) {
        this.ledger = ledger;
    }

    record Key(String account, String sender, String recipient, int reference, int parts) {}

    private record Assembly(Entry entry, String[] texts) {
        String text() {
            StringBuilder whole = new StringBuilder();
            for (String text : texts) {
                whole.append(text == null ? "…" : text);
            }
            return whole.toString();
        }
    }

    /**
     * The entry that this part belongs to. A part that comes again with the same text is a duplicate; with another text
     * it begins another message, whose sender has used the reference again.
     *
     * @param first makes the entry for the first part that comes
     */
    synchronized Entry received(Key key, ShortMessage part, Supplier<Entry> first) {
        Assembly assembly = assemblies.get(key);
        int index = part.part() - 1;
        if (assembly != null && assembly.texts()[index] != null) {
            if (assembly.texts()[index].equals(part.text())) {
                ledger.repeated(assembly.entry());
                return assembly.entry();
            }
            assembly = null;
        }
        if (assembly == null) {
            assembly = new Assembly(first.get(), new String[key.parts()]);
            assembly.texts()[index] = part.text();
            assemblies.remove(key);
            assemblies.put(key, assembly);
            return assembly.entry();
        }
        assembly.texts()[index] = part.text();
        ledger.partReceived(assembly.entry(), assembly.text());
        return assembly.entry();
    }
}
