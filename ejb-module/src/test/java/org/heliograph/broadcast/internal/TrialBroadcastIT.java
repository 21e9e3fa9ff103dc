package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.heliograph.broadcast.Audience;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastStatus;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.broadcast.SaveBroadcast;
import org.heliograph.channel.Await;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A company on trial launches no more than its trial includes, not even with two broadcasts at once. */
class TrialBroadcastIT {

    private static final int INCLUDED = 100;
    private static final int RECIPIENTS = 60;

    private final TestDatabase database = TestDatabase.get();
    private final MovableClock clock = new MovableClock();
    private final BroadcastBeans beans = new BroadcastBeans(clock);
    private final Caller caller = database.newCompany();

    @BeforeEach
    void trial() {
        database.asSuperuser(
                "update company set trial_sms = " + INCLUDED + ", trial_emails = 100, trial_contacts = 100,"
                        + " trial_until = timestamptz '" + clock.instant() + "' + interval '30 days' where id = "
                        + caller.company());
        database.asSuperuser("insert into contact (company_id, phone) select " + caller.company()
                + ", '+1212558' || lpad(n::text, 4, '0') from generate_series(1, " + INCLUDED + ") n");
    }

    private long draft(String name, int recipients, int steps) {
        return database.call(caller, () -> {
            SaveBroadcast one = beans.newBroadcast(name);
            BroadcastStep step = one.steps().get(0);
            List<String> phones = IntStream.rangeClosed(1, recipients)
                    .mapToObj("+1212558%04d"::formatted)
                    .toList();
            return beans.broadcasts.save(new SaveBroadcast(
                    null,
                    0,
                    name,
                    "",
                    one.type(),
                    new Audience(List.of(), List.of(), phones, null),
                    false,
                    IntStream.range(0, steps).mapToObj(i -> step).toList()));
        });
    }

    private BroadcastStatus launch(long id) {
        return database.call(caller, () -> beans.broadcasts.launch(id));
    }

    private void assertRefused(Runnable launch, String code, Object... values) {
        assertThatThrownBy(launch::run).isInstanceOfSatisfying(ConflictException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.values()).containsExactly(values);
        });
    }

    @Test
    void refusesWhatTheTrialDoesNotIncludeAndLeavesTheDraft() {
        long second = draft("Second", RECIPIENTS, 1);
        assertThat(launch(draft("First", RECIPIENTS, 1))).isEqualTo(BroadcastStatus.IN_PROGRESS);
        assertRefused(() -> launch(second), "trial_sms", 60L, 40L);
        assertThat(database.call(caller, () -> beans.broadcasts.get(second).status()))
                .isEqualTo(BroadcastStatus.DRAFT);
        assertThat(launch(draft("Third", INCLUDED - RECIPIENTS, 1))).isEqualTo(BroadcastStatus.IN_PROGRESS);
        assertRefused(() -> launch(draft("Fourth", 1, 1)), "trial_sms", 1L, 0L);
    }

    @Test
    void countsEachStepAndGivesBackWhatAnEndedBroadcastDidNotUse() {
        long chain = draft("Chain", RECIPIENTS, 2);
        assertRefused(() -> launch(chain), "trial_sms", 120L, 100L);
        long half = draft("Half", 50, 2);
        launch(half);
        assertRefused(() -> launch(draft("One", 1, 1)), "trial_sms", 1L, 0L);
        database.asSuperuser("update broadcast set status = 'PAUSED' where id = " + half);
        assertRefused(() -> launch(draft("Another", 1, 1)), "trial_sms", 1L, 0L);
        database.asSuperuser("update broadcast set status = 'ABORTED' where id = " + half);
        assertThat(launch(draft("All", INCLUDED, 1))).isEqualTo(BroadcastStatus.IN_PROGRESS);
    }

    @Test
    void twoLaunchesAtOnceShareWhatIsLeft() {
        long first = draft("First", RECIPIENTS, 1);
        long second = draft("Second", RECIPIENTS, 1);
        CompletableFuture<BroadcastStatus> other = database.call(caller, () -> {
            beans.broadcasts.launch(first);
            CompletableFuture<BroadcastStatus> started = CompletableFuture.supplyAsync(() -> launch(second));
            Await.until("the second launch waits for the first", this::somebodyWaits);
            return started;
        });
        assertThatThrownBy(other::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.values()).containsExactly(60L, 40L));
    }

    private boolean somebodyWaits() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select exists (select from pg_locks where not granted)")
                        .mapTo(Boolean.class)
                        .one());
    }

    @Test
    void launchesNothingAfterTheTrialAndSaysWhyAScheduledOneFailed() {
        long scheduled = draft("Scheduled", 1, 1);
        long draft = draft("Draft", 1, 1);
        database.run(
                caller,
                () -> beans.broadcasts.schedule(scheduled, clock.instant().plus(Duration.ofDays(31))));
        clock.move(Duration.ofDays(32));
        assertRefused(() -> launch(draft), "trial_over");
        beans.tick();
        assertThat(stored(scheduled).status()).isEqualTo(BroadcastStatus.FAILED);
        assertThat(stored(scheduled).statusReason()).isEqualTo("TRIAL_OVER");
    }

    @Test
    void theTrialsEndPausesWhatRunsUntilThereIsAPackage() {
        long id = draft("Running", RECIPIENTS, 1);
        launch(id);
        clock.move(Duration.ofDays(29));
        beans.tick();
        assertThat(stored(id).status()).isEqualTo(BroadcastStatus.IN_PROGRESS);
        clock.move(Duration.ofDays(1));
        beans.tick();
        assertThat(stored(id).status()).isEqualTo(BroadcastStatus.PAUSED);
        assertThat(stored(id).statusReason()).isEqualTo("TRIAL_OVER");
        assertRefused(() -> database.run(caller, () -> beans.broadcasts.resume(id)), "trial_over");
        database.asSuperuser("update company set trial_until = null where id = " + caller.company());
        database.run(caller, () -> beans.broadcasts.resume(id));
        beans.tick();
        assertThat(stored(id).status()).isEqualTo(BroadcastStatus.IN_PROGRESS);
    }

    @Test
    void aLongSmsIsAsManyAsItsParts() {
        database.asSuperuser(
                "insert into message (id, company_id, channel, sender, address, traffic, session_id, content,"
                        + " state, parts, created_at) select m, " + caller.company()
                        + ", 'SMS', 'Test', '+12125581001', 'API', m,"
                        + " '{}', 'SENT', 3, timestamptz '" + clock.instant() + "' from gen_random_uuid() m");
        assertRefused(() -> launch(draft("All", INCLUDED, 1)), "trial_sms", 100L, 97L);
    }

    private Broadcast stored(long id) {
        return database.call(caller, () -> beans.broadcasts.get(id));
    }

    @Test
    void aCompanyWithoutATrialHasNoLimit() {
        database.asSuperuser("update company set trial_until = null where id = " + caller.company());
        assertThat(launch(draft("First", INCLUDED, 2))).isEqualTo(BroadcastStatus.IN_PROGRESS);
    }
}
