package org.heliograph.simulator.ledger;

/**
 * How much the ledger keeps.
 *
 * @param entries messages kept at all
 * @param contents newest messages whose content is kept
 * @param characters total length of the content kept
 */
public record LedgerLimits(int entries, int contents, long characters) {

    public LedgerLimits {
        contents = Math.min(contents, entries);
    }

    /** For a million messages in a heap of 512 MB. */
    public static LedgerLimits standard() {
        return new LedgerLimits(1_000_000, 200_000, 64_000_000);
    }
}
