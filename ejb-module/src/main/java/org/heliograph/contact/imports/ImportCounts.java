package org.heliograph.contact.imports;

import java.io.Serializable;

/**
 * Rows of an import. Once complete, total = created + updated + skipped + rejected.
 *
 * @param done rows the running phase has dealt with
 * @param skipped existing contacts left alone, and duplicates
 * @param duplicate rows of the file another row stands for
 * @param existing numbers that were contacts when the check ended
 */
public record ImportCounts(
        long total, long done, long created, long updated, long skipped, long duplicate, long rejected, long existing)
        implements Serializable {

    /** Rows that can become contacts: neither rejected nor duplicate. */
    public long getValid() {
        return total - rejected - duplicate;
    }

    /** Numbers that were no contacts when the check ended. */
    public long getFresh() {
        return getValid() - existing;
    }

    // Read by pages.
    public long getTotal() {
        return total;
    }

    public long getDone() {
        return done;
    }

    public long getCreated() {
        return created;
    }

    public long getUpdated() {
        return updated;
    }

    public long getSkipped() {
        return skipped;
    }

    public long getDuplicate() {
        return duplicate;
    }

    public long getRejected() {
        return rejected;
    }

    public long getExisting() {
        return existing;
    }
}
