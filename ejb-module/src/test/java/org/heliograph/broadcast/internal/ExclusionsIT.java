package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.heliograph.broadcast.Audience;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastStatus;
import org.heliograph.broadcast.Exclusions;
import org.heliograph.broadcast.SaveBroadcast;
import org.heliograph.platform.Ids;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is excluded is no recipient, and is counted; nobody else is left out. */
class ExclusionsIT {

    private static final String ONE = "+12125581001";
    private static final String TWO = "+12125581002";
    private static final String THREE = "+12125581003";
    private static final long DELETED = 999_999_999;

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock(java.time.Instant.now());
    private final Caller caller = database.newCompany();
    private final BroadcastBeans beans = new BroadcastBeans(clock);

    @BeforeEach
    void threeContacts() {
        sql("insert into contact (company_id, phone, attributes) values (:c, '" + ONE
                + "', '{\"city\": \"Oslo\"}'), (:c, '" + TWO + "', '{\"city\": \"Rome\"}'), (:c, '" + THREE
                + "', '{}')");
        sql("insert into attribute (company_id, name, type) values (:c, 'city', 'TEXT')");
    }

    @Test
    void typedNumbersAreLeftOutAndCounted() {
        Broadcast broadcast = launch(new Exclusions(List.of(), List.of(), List.of(TWO, "+12125581999"), null));
        assertThat(recipients(broadcast)).containsExactly(ONE, THREE);
        assertThat(broadcast.recipients()).isEqualTo(2);
        assertThat(broadcast.excluded()).isEqualTo(1);
        assertThat(broadcast.optedOut()).isZero();
    }

    @Test
    void aTagIsLeftOut() {
        long tag = id("insert into tag (company_id, name) values (:c, 'VIP') returning id");
        sql("insert into contact_tag (contact_id, tag_id, company_id) select id, " + tag + ", :c from contact"
                + " where company_id = :c and phone <> '" + ONE + "'");
        assertThat(recipients(launch(new Exclusions(List.of(), List.of(tag), List.of(), null))))
                .containsExactly(ONE);
    }

    @Test
    void aTargetLeavesOutThoseItHoldsAndNobodyWithoutTheValue() {
        long target = id("insert into target (company_id, name, filters) values (:c, 'Rome', '[{\"field\":"
                + " \"attribute.city\", \"operator\": \"VALUE\", \"value\": \"Rome\"}]') returning id");
        assertThat(recipients(launch(new Exclusions(List.of(target), List.of(), List.of(), null))))
                .containsExactly(ONE, THREE);
    }

    @Test
    void targetsAndTagsThatWereDeletedAreTakenOutOfTheChoice() {
        long target = id("insert into target (company_id, name, filters) values (:c, 'All', '[]') returning id");
        long tag = id("insert into tag (company_id, name) values (:c, 'VIP') returning id");
        Audience chosen = new Audience(
                List.of(target, DELETED),
                List.of(DELETED, tag),
                List.of(ONE),
                null,
                null,
                new Exclusions(List.of(DELETED), List.of(tag), List.of(TWO), 7));
        assertThat(database.call(caller, () -> beans.broadcasts.withoutDeleted(chosen)))
                .isEqualTo(new Audience(
                        List.of(target),
                        List.of(tag),
                        List.of(ONE),
                        null,
                        null,
                        new Exclusions(List.of(), List.of(tag), List.of(TWO), 7)));
    }

    @Test
    void whoWasReachedLatelyIsLeftOutUntilItIsLongAgo() {
        received(ONE, "DELIVERED", Duration.ofDays(2));
        received(TWO, "FAILED", Duration.ofDays(1));
        received(THREE, "SENT", Duration.ofDays(8));
        Exclusions week = new Exclusions(List.of(), List.of(), List.of(), 7);
        assertThat(recipients(launch(week))).containsExactly(TWO, THREE);
        clock.move(Duration.ofDays(6));
        assertThat(recipients(launch(week))).containsExactly(ONE, TWO, THREE);
    }

    @Test
    void whoOptedOutIsCountedAsThat() {
        sql(
                "insert into opt_out (company_id, contact_id, channel) select :c, id, 'SMS' from contact where company_id = :c"
                        + " and phone = '" + TWO + "'");
        Broadcast broadcast = launch(new Exclusions(List.of(), List.of(), List.of(TWO, THREE), null));
        assertThat(broadcast.recipients()).isEqualTo(1);
        assertThat(broadcast.optedOut()).isEqualTo(1);
        assertThat(broadcast.excluded()).isEqualTo(1);
    }

    @Test
    void whereAllAreExcludedNothingIsSent() {
        Broadcast broadcast = launch(new Exclusions(List.of(), List.of(), List.of(ONE, TWO, THREE), null));
        assertThat(broadcast.status()).isEqualTo(BroadcastStatus.FAILED);
        assertThat(broadcast.excluded()).isEqualTo(3);
    }

    @Test
    void theCountBeforeTheLaunchLeavesThemOut() {
        Audience audience = audience(new Exclusions(List.of(), List.of(), List.of(TWO), null));
        assertThat(database.call(caller, () -> beans.broadcasts.countAudience(audience)))
                .isEqualTo(2);
        assertThat(database.call(caller, () -> beans.broadcasts.countAudience(audience.withoutExclusions())))
                .isEqualTo(3);
    }

    @Test
    void aTemplateKeepsThem() {
        Exclusions exclusions = new Exclusions(List.of(), List.of(), List.of(TWO), 3);
        long broadcast =
                database.call(caller, () -> beans.templates.launch(beans.templates.save(command(exclusions), null)));
        assertThat(get(broadcast).audience().exclusions()).isEqualTo(exclusions);
        assertThat(recipients(get(broadcast))).containsExactly(ONE, THREE);
    }

    @Test
    void daysOutOfRangeAreRefused() {
        assertThatThrownBy(() -> launch(new Exclusions(List.of(), List.of(), List.of(), 91)))
                .isInstanceOfSatisfying(
                        InvalidException.class, e -> assertThat(e.field()).isEqualTo("reachedDays"));
    }

    private Broadcast launch(Exclusions exclusions) {
        return database.call(caller, () -> {
            long id = beans.broadcasts.save(command(exclusions));
            beans.broadcasts.launch(id);
            return beans.broadcasts.get(id);
        });
    }

    private Broadcast get(long id) {
        return database.call(caller, () -> beans.broadcasts.get(id));
    }

    private SaveBroadcast command(Exclusions exclusions) {
        return beans.newBroadcast("Offer").copyFor(audience(exclusions), "Offer");
    }

    private static Audience audience(Exclusions exclusions) {
        return new Audience(List.of(), List.of(), List.of(ONE, TWO, THREE), null, null, exclusions);
    }

    private List<String> recipients(Broadcast broadcast) {
        return database.call(
                caller,
                () -> jdbi.withHandle(
                        handle -> handle.createQuery("select phone from recipient where broadcast_id = :id order by no")
                                .bind("id", broadcast.id())
                                .mapTo(String.class)
                                .list()));
    }

    private void received(String phone, String state, Duration ago) {
        long broadcast = id("insert into broadcast (company_id, name) values (:c, 'Earlier') returning id");
        database.run(
                caller,
                () -> jdbi.useHandle(handle -> handle.createUpdate(
                                "insert into message (id, company_id, channel, sender,"
                                        + " contact_id, address, broadcast_id, state, created_at) select :id, :c, 'SMS', 'Test', id,"
                                        + " phone, :broadcast, :state, now() from contact where company_id = :c and phone = :phone")
                        .bind("id", Ids.lowest(clock.instant().minus(ago)))
                        .bind("c", caller.company())
                        .bind("broadcast", broadcast)
                        .bind("state", state)
                        .bind("phone", phone)
                        .execute()));
    }

    private void sql(String sql) {
        database.run(
                caller,
                () -> jdbi.useHandle(handle ->
                        handle.createUpdate(sql).bind("c", caller.company()).execute()));
    }

    private long id(String sql) {
        return database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery(sql)
                        .bind("c", caller.company())
                        .mapTo(Long.class)
                        .one()));
    }
}
