package org.heliograph.platform;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.UUID;

/** Identifiers of messages: UUIDv7, so that their order is the order of time. */
public final class Ids {

    private Ids() {}

    public static UUID next() {
        return UuidCreator.getTimeOrderedEpochPlus1();
    }

    /** When an id was made, to the millisecond. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> Short.SIZE);
    }

    /** The smallest id of that millisecond; ids of earlier times are smaller, those from then on are not. */
    public static UUID lowest(Instant time) {
        return new UUID(time.toEpochMilli() << Short.SIZE, 0);
    }
}
