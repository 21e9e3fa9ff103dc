package org.heliograph.message.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.heliograph.message.MessageSet;
import org.heliograph.platform.Ids;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Each month's messages have a table of their own. */
class PartitionsIT {

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock(Instant.parse("2044-01-31T23:59:59Z"));
    private final Caller caller = database.newCompany();
    private final DueMessages due = TestDatabase.wire(new DueMessages(), jdbi, clock);

    /** Nobody was there to make it in time. */
    @Test
    void aMonthThatHasBegunWithoutOneGetsItAndItsMessages() {
        UUID message = Ids.lowest(Instant.parse("2044-02-29T12:00:00Z"));
        database.run(
                caller,
                () -> jdbi.useHandle(handle -> handle.execute(
                        "insert into message (id, company_id, channel, sender, address, state, created_at)"
                                + " values (?, ?, 'SMS', 'Test', '+12125580001', 'SENT', now())",
                        message,
                        caller.company())));
        assertThat(partition(message)).isEqualTo("message_default");
        database.run(Caller.SYSTEM, () -> due.makePartition(1));
        assertThat(partition(message)).isEqualTo("message_204402");
        database.run(Caller.SYSTEM, () -> due.makePartition(1));
    }

    /** A plan that is made once for all sets may not open each month there is. */
    @Test
    void aKeptPlanOpensTheMonthsOfASetOnly() {
        UUID[] set = {
            Ids.lowest(Instant.parse("2044-03-04T12:00:00Z")), Ids.lowest(Instant.parse("2044-03-05T12:00:00Z"))
        };
        database.run(Caller.SYSTEM, () -> List.of(2, 3).forEach(due::makePartition));
        assertThat(keptPlan(set))
                .anyMatch(line -> line.contains("Subplans Removed"))
                .filteredOn(line -> line.contains(" Scan "))
                .isNotEmpty()
                .allMatch(line -> line.contains("message_204403"));
    }

    private List<String> keptPlan(UUID... set) {
        String statement =
                MessageSet.AMONG.replace(":least", "$1").replace(":most", "$2").replace(":ids", "$3");
        return database.call(
                caller,
                () -> jdbi.withHandle(handle -> {
                    handle.execute("set local plan_cache_mode = force_generic_plan");
                    handle.execute("prepare kept (uuid, uuid, uuid[]) as update message m set repeated = true where "
                            + statement);
                    return handle.createQuery("explain execute kept ('%s', '%s', '{%s, %s}')"
                                    .formatted(set[0], set[1], set[0], set[1]))
                            .mapTo(String.class)
                            .list();
                }));
    }

    private String partition(UUID message) {
        return database.call(
                caller,
                () -> jdbi.withHandle(
                        handle -> handle.createQuery("select tableoid::regclass::text from message where id = :id")
                                .bind("id", message)
                                .mapTo(String.class)
                                .one()));
    }
}
