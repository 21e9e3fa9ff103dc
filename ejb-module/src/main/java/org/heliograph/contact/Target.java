package org.heliograph.contact;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * A saved set of filters, combined with AND, that selects contacts anew each time it is used.
 *
 * @param launches how many broadcasts were launched to it
 */
public record Target(
        long id,
        String name,
        List<TargetFilter> filters,
        int launches,
        Instant createdAt,
        Instant updatedAt,
        int version)
        implements Serializable {

    // Read by pages.
    public long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public int getLaunches() {
        return launches;
    }
}
