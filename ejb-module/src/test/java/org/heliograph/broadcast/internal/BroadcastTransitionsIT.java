package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastStatus;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A broadcast's row changes its status only as the table of statuses says. */
class BroadcastTransitionsIT {

    private static final Instant NOW = Instant.parse("2126-03-01T10:00:00Z");

    private final TestDatabase database = TestDatabase.get();
    private final Caller caller = database.newCompany();
    private final BroadcastBeans beans = new BroadcastBeans(Clock.fixed(NOW, ZoneOffset.UTC));
    private final BroadcastRepository repository = TestDatabase.wire(new BroadcastRepository(), database.jdbi());

    @ParameterizedTest
    @EnumSource(BroadcastStatus.class)
    void changesAsTheTableSaysAndNotOtherwise(BroadcastStatus before) {
        long id = database.call(caller, () -> beans.broadcasts.save(beans.newBroadcast("From " + before)));
        for (BroadcastStatus after : BroadcastStatus.values()) {
            database.run(caller, () -> database.jdbi()
                    .useHandle(handle ->
                            handle.execute("update broadcast set status = ? where id = ?", before.name(), id)));
            if (before.next().contains(after)) {
                change(id, after);
                assertThat(broadcast(id).status()).isEqualTo(after);
            } else {
                assertThatThrownBy(() -> change(id, after)).isInstanceOf(ConflictException.class);
                assertThat(broadcast(id).status()).isEqualTo(before);
            }
        }
        // No timer of another test is to find it running.
        database.run(caller, () -> repository.delete(id));
    }

    private void change(long id, BroadcastStatus after) {
        database.run(caller, () -> repository.change(repository.lock(id), after, null, NOW));
    }

    private Broadcast broadcast(long id) {
        return database.call(caller, () -> repository.get(id));
    }
}
