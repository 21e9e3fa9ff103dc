package org.heliograph.simulator.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.heliograph.simulator.behaviour.Channel;

/** All messages received, in the order they came. Thread-safe. */
public final class Ledger {

    private static final int CHUNK = 4096;
    private static final int MAX_REPEATED_LISTED = 1000;

    private final LedgerLimits limits;
    private final HandsetIndex handsets = new HandsetIndex();
    private final ArrayList<Entry[]> chunks = new ArrayList<>();
    private final Map<Channel, SeenRecipients> seen = new EnumMap<>(Channel.class);
    private final Map<Channel, long[]> throttled = new EnumMap<>(Channel.class);
    private final Map<Channel, long[]> temporary = new EnumMap<>(Channel.class);
    private final Map<Channel, long[]> duplicates = new EnumMap<>(Channel.class);
    private Tally tally = new Tally();

    /** Sequence number of the first slot of the first chunk. */
    private long base = 1;

    private long nextSeq = 1;
    private long clearedUpTo = 1;
    private long contentFrom = 1;
    private long characters;

    public Ledger(LedgerLimits limits) {
        this.limits = limits;
    }

    public synchronized Entry add(Entry entry) {
        if ((nextSeq - base) % CHUNK == 0) {
            chunks.add(new Entry[CHUNK]);
        }
        entry.seq = nextSeq++;
        int index = (int) (entry.seq - base);
        chunks.get(index / CHUNK)[index % CHUNK] = entry;
        tally.add(entry.channel, entry.status, 1);
        if (entry.status.taken()) {
            seen.computeIfAbsent(entry.channel, any -> new SeenRecipients())
                    .add(entry.channel.ordinal(), entry.recipient);
        }
        if (entry.content != null) {
            characters += entry.content.characters();
        }
        handsets.added(entry);
        forget();
        return entry;
    }

    private void forget() {
        while (contentFrom < nextSeq - 1
                && (nextSeq - contentFrom > limits.contents() || characters > limits.characters())) {
            Entry oldest = at(contentFrom++);
            if (oldest != null && oldest.content != null) {
                characters -= oldest.content.characters();
                oldest.content = null;
            }
        }
        while (nextSeq - base > (long) limits.entries() + CHUNK && chunks.size() > 1) {
            chunks.remove(0);
            base += CHUNK;
            contentFrom = Math.max(contentFrom, base);
        }
    }

    private Entry at(long seq) {
        if (seq < base || seq >= nextSeq) {
            return null;
        }
        int index = (int) (seq - base);
        return chunks.get(index / CHUNK)[index % CHUNK];
    }

    /** Another part of a long message. @param text the whole text as far as it is known */
    public synchronized void partReceived(Entry entry, String text) {
        entry.partsReceived++;
        if (entry.seq >= contentFrom) {
            characters -= entry.content == null ? 0 : entry.content.characters();
            entry.content = Content.text(text);
            characters += entry.content.characters();
        }
    }

    /** @param at milliseconds since the epoch, 0 to leave the time of the report as it is */
    public synchronized void moved(Entry entry, Status status, long at) {
        if (entry.seq >= clearedUpTo) {
            tally.add(entry.channel, entry.status, -1);
            tally.add(entry.channel, status, 1);
        }
        entry.status = status;
        if (at > 0) {
            entry.reportedAt = at;
        }
    }

    public synchronized void throttled(Channel channel) {
        throttled.computeIfAbsent(channel, any -> new long[1])[0]++;
    }

    public synchronized void refusedForNow(Channel channel) {
        temporary.computeIfAbsent(channel, any -> new long[1])[0]++;
    }

    public synchronized void repeated(Entry entry) {
        entry.duplicates++;
        duplicates.computeIfAbsent(entry.channel, any -> new long[1])[0]++;
    }

    /**
     * Entries in ascending order.
     *
     * @param after only entries with a greater sequence number
     */
    public synchronized List<EntryView> list(Predicate<Entry> wanted, long after, int limit, boolean full) {
        List<EntryView> result = new ArrayList<>();
        for (long seq = Math.max(after + 1, base); seq < nextSeq && result.size() < limit; seq++) {
            Entry entry = at(seq);
            if (wanted.test(entry)) {
                result.add(full ? EntryView.full(entry) : EntryView.brief(entry));
            }
        }
        return result;
    }

    /** The newest messages on one handset, oldest first. */
    public synchronized List<EntryView> handset(String recipient) {
        List<Entry> entries = handsets.of(recipient, () -> newest(recipient, HandsetIndex.DEPTH));
        return entries.stream()
                .filter(entry -> entry.status.onHandset())
                .map(EntryView::full)
                .toList();
    }

    /** The last sequence number before that time, milliseconds since the epoch. */
    public synchronized long lastBefore(long time) {
        long low = base;
        long high = nextSeq;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (at(middle).receivedAt < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** What a sender has delivered to a handset and is not read yet. */
    public synchronized List<Entry> delivered(Channel channel, String account, String recipient) {
        return handsets.of(recipient, () -> newest(recipient, HandsetIndex.DEPTH)).stream()
                .filter(entry ->
                        entry.channel == channel && entry.account.equals(account) && entry.status == Status.DELIVERED)
                .toList();
    }

    private List<Entry> newest(String recipient, int limit) {
        ArrayList<Entry> found = new ArrayList<>();
        for (long seq = nextSeq - 1; seq >= base && found.size() < limit; seq--) {
            Entry entry = at(seq);
            if (entry.recipient.equals(recipient)) {
                found.add(0, entry);
            }
        }
        return found;
    }

    /** Recipients of the newest messages, newest first, each with its newest message. */
    public synchronized List<EntryView> recipients(String containing, int limit) {
        Map<String, EntryView> found = new LinkedHashMap<>();
        for (long seq = nextSeq - 1; seq >= base && found.size() < limit; seq--) {
            Entry entry = at(seq);
            if (entry.recipient.contains(containing) && !found.containsKey(entry.recipient)) {
                found.put(entry.recipient, EntryView.brief(entry));
            }
        }
        return List.copyOf(found.values());
    }

    public synchronized LedgerSummary summary() {
        Map<Channel, LedgerSummary.OfChannel> channels = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            Map<Status, Long> outcomes = tally.of(channel);
            SeenRecipients recipients = seen.getOrDefault(channel, new SeenRecipients());
            long messages = outcomes.entrySet().stream()
                    .filter(outcome -> outcome.getKey() != Status.REPLY)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            channels.put(
                    channel,
                    new LedgerSummary.OfChannel(
                            messages,
                            outcomes,
                            count(throttled, channel),
                            count(temporary, channel),
                            count(duplicates, channel),
                            recipients.size(),
                            recipients.repeated().size(),
                            recipients.repeated().entrySet().stream()
                                    .limit(MAX_REPEATED_LISTED)
                                    .map(one -> new LedgerSummary.Repeated(one.getKey(), one.getValue()))
                                    .toList()));
        }
        return new LedgerSummary(nextSeq - 1, nextSeq - base, channels);
    }

    private static long count(Map<Channel, long[]> counts, Channel channel) {
        return counts.getOrDefault(channel, new long[1])[0];
    }

    /** Forgets all; sequence numbers go on from where they are, so that no page key turns stale. */
    public synchronized void clear() {
        chunks.clear();
        base = nextSeq;
        clearedUpTo = nextSeq;
        contentFrom = nextSeq;
        characters = 0;
        tally = new Tally();
        seen.clear();
        throttled.clear();
        temporary.clear();
        duplicates.clear();
        handsets.clear();
    }
}
