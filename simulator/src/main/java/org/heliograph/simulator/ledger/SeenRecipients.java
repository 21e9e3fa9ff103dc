package org.heliograph.simulator.ledger;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which recipients were sent to, and which more than once, in about 16 bytes a recipient. Phone numbers are exact; two
 * e-mail addresses with the same 64-bit hash would count as one. Not thread-safe.
 */
final class SeenRecipients {

    private static final long EMPTY = 0;

    private long[] keys = new long[1 << 12];
    private int size;
    private final Map<String, Integer> repeated = new LinkedHashMap<>();

    void add(int channel, String recipient) {
        if (!insert(key(channel, recipient))) {
            repeated.merge(recipient, 2, (old, two) -> old + 1);
        }
    }

    int size() {
        return size;
    }

    /** Messages by recipient, for those with more than one on the channel. */
    Map<String, Integer> repeated() {
        return repeated;
    }

    private boolean insert(long key) {
        if (size * 2 > keys.length) {
            grow();
        }
        int slot = slot(key, keys.length);
        while (keys[slot] != EMPTY) {
            if (keys[slot] == key) {
                return false;
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = key;
        size++;
        return true;
    }

    private void grow() {
        long[] old = keys;
        keys = new long[old.length * 2];
        Arrays.stream(old).filter(key -> key != EMPTY).forEach(key -> {
            int slot = slot(key, keys.length);
            while (keys[slot] != EMPTY) {
                slot = (slot + 1) & (keys.length - 1);
            }
            keys[slot] = key;
        });
    }

    private static int slot(long key, int capacity) {
        long mixed = key * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32) & (capacity - 1);
    }

    private static long key(int channel, String recipient) {
        long digits = digits(recipient);
        return digits > 0 ? digits * 4 + channel : hash(recipient) | Long.MIN_VALUE | 1;
    }

    /** The number, or -1 if this is none of at most 16 digits. */
    private static long digits(String recipient) {
        int from = recipient.startsWith("+") ? 1 : 0;
        if (recipient.length() - from > 16) {
            return -1;
        }
        long value = 1;
        for (int i = from; i < recipient.length(); i++) {
            char c = recipient.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
