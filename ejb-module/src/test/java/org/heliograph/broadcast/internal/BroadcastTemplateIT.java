package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.heliograph.broadcast.Audience;
import org.heliograph.broadcast.BroadcastTemplate;
import org.heliograph.broadcast.Recurrence;
import org.heliograph.broadcast.RecurrencePattern;
import org.heliograph.broadcast.RecurrencePattern.Daily;
import org.heliograph.broadcast.RecurrencePattern.Once;
import org.heliograph.broadcast.SaveBroadcast;
import org.heliograph.broadcast.ScheduleStatus;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Templates on a real database: a due one is launched once, by whichever server, and its schedule goes on. */
class BroadcastTemplateIT {

    private static final Instant NOW = Instant.parse("2126-03-01T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final TestDatabase database = TestDatabase.get();
    private final MovableClock clock = new MovableClock(NOW);
    private final BroadcastBeans beans = new BroadcastBeans(clock);
    private final Caller caller = database.newCompany();

    /** Other tests' timers look across companies too. */
    @AfterEach
    void stopSchedules() {
        database.run(
                caller, () -> database.jdbi().useHandle(handle -> handle.execute("delete from broadcast_template")));
    }

    @Test
    void launchesADueTemplateOnceAndSetsItsNextLaunch() {
        long id = save(daily());
        assertThat(template(id).nextLaunch()).isEqualTo(NOW.plus(DAY.dividedBy(2)));
        beans.tick();
        assertThat(broadcasts()).isEmpty();
        clock.move(DAY.dividedBy(2));
        beans.tick();
        beans.tick();
        assertThat(broadcasts()).containsExactly("Daily." + id + " RECURRENT IN_PROGRESS 2126-03-01T22:00 " + id);
        assertThat(template(id))
                .extracting(BroadcastTemplate::nextLaunch, BroadcastTemplate::lastLaunch, BroadcastTemplate::launches)
                .containsExactly(NOW.plus(DAY.dividedBy(2)).plus(DAY), clock.instant(), 1);
        clock.move(DAY);
        beans.tick();
        assertThat(broadcasts()).hasSize(2);
    }

    @Test
    void savingKeepsALaunchWhoseTimeHasJustCome() {
        long id = save(daily());
        clock.move(DAY.dividedBy(2));
        call(() -> beans.templates.save(template(id).toCommand(), daily()));
        beans.tick();
        assertThat(broadcasts()).hasSize(1);
    }

    @Test
    void itsBroadcastsAndItsCopiesPauseAfterAsManyErrors() {
        long id = call(() -> beans.templates.save(beans.newBroadcast("Daily"), daily(), 7));
        clock.move(DAY.dividedBy(2));
        beans.tick();
        long byHand = call(() -> beans.templates.launch(id));
        call(() -> beans.templates.save(template(id).toCommand(), daily(), null));
        long later = call(() -> beans.templates.launch(id));
        assertThat(limits()).containsExactly(7, 7, null);
        assertThat(call(() -> beans.broadcasts.pauseAfter(byHand))).isEqualTo(7);
        assertThat(call(() -> beans.broadcasts.pauseAfter(later))).isNull();

        call(() -> beans.templates.save(template(id).toCommand(), daily(), 0));
        long copy = call(() -> beans.templates.copy(id));
        assertThat(call(() -> beans.templates.pauseAfter(copy))).isZero();
    }

    @Test
    void aLimitOfErrorsOutOfRangeSavesNothing() {
        refused("pause_after", () -> beans.templates.save(beans.newBroadcast("Daily"), daily(), 100_001));
        refused("pause_after", () -> beans.templates.save(beans.newBroadcast("Daily"), daily(), -1));
    }

    /** Of the broadcasts, oldest first. */
    private List<Integer> limits() {
        return database.call(caller, () -> database.jdbi().withHandle(handle -> handle.createQuery(
                        "select pause_after from broadcast where company_id = :company order by id")
                .bind("company", caller.company())
                .mapTo(Integer.class)
                .list()));
    }

    @Test
    void twoServersLaunchItOnce() throws Exception {
        long id = save(daily());
        clock.move(DAY);
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService servers = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> runs = List.of(1, 2).stream()
                    .<Future<?>>map(server -> servers.submit(() -> {
                        start.await(10, TimeUnit.SECONDS);
                        Callers.runAs(Caller.engineOf(caller.company()), () -> beans.dueTemplates.launch(id));
                        return null;
                    }))
                    .toList();
            for (Future<?> run : runs) {
                run.get(30, TimeUnit.SECONDS);
            }
        } finally {
            servers.shutdownNow();
        }
        assertThat(broadcasts()).hasSize(1);
    }

    @Test
    void whatAnotherServerHasInHandIsLeftToIt() {
        long id = save(daily());
        clock.move(DAY);
        database.run(caller, () -> {
            database.jdbi()
                    .useHandle(handle ->
                            handle.execute("select from broadcast_template where id = ? for no key update", id));
            Callers.runAs(Caller.engineOf(caller.company()), () -> beans.dueTemplates.launch(id));
        });
        assertThat(broadcasts()).isEmpty();
        beans.tick();
        assertThat(broadcasts()).hasSize(1);
    }

    @Test
    void aCrashBetweenTheBroadcastAndTheNextLaunchLosesNeitherAndDoublesNothing() {
        long id = save(daily());
        clock.move(DAY);
        assertThatThrownBy(() -> database.run(caller, () -> {
                    rawLaunch(id);
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");
        assertThat(broadcasts()).isEmpty();
        assertThat(template(id).nextLaunch()).isBefore(clock.instant());
        beans.tick();
        assertThat(broadcasts()).hasSize(1);
    }

    /** Within the caller's transaction, as if that never came to its end. */
    private void rawLaunch(long id) {
        BroadcastTemplateRepository repository = TestDatabase.wire(new BroadcastTemplateRepository(), database.jdbi());
        BroadcastRepository broadcastRepository = TestDatabase.wire(new BroadcastRepository(), database.jdbi());
        TemplateSchedule schedule = TestDatabase.wire(
                new TemplateSchedule(),
                repository,
                broadcastRepository,
                clock,
                TestDatabase.wire(new ErrorPause(), database.jdbi()));
        TestDatabase.wire(new DueTemplates(), database.jdbi(), repository, schedule, broadcastRepository, clock)
                .launch(id);
        assertThat(broadcastCount()).isEqualTo(1);
    }

    @Test
    void afterDowntimeOnlyTheLatestOfTheMissedRunsIsMadeUpFor() {
        long id = save(daily());
        clock.move(Duration.ofDays(5));
        beans.tick();
        beans.tick();
        assertThat(broadcasts()).containsExactly("Daily." + id + " RECURRENT IN_PROGRESS 2126-03-05T22:00 " + id);
        assertThat(template(id).nextLaunch()).isEqualTo(Instant.parse("2126-03-06T22:00:00Z"));
    }

    @Test
    void aPausedScheduleRunsAgainFromItsResumption() {
        long id = save(daily());
        run(() -> beans.templates.pauseSchedule(id));
        assertThat(template(id).scheduleStatus()).isEqualTo(ScheduleStatus.PAUSED);
        clock.move(Duration.ofDays(3));
        beans.tick();
        assertThat(broadcasts()).isEmpty();
        refused("schedule_not_active", () -> beans.templates.pauseSchedule(id));
        run(() -> beans.templates.resumeSchedule(id));
        assertThat(template(id).scheduleStatus()).isEqualTo(ScheduleStatus.ACTIVE);
        beans.tick();
        assertThat(broadcasts()).isEmpty();
        clock.move(DAY);
        beans.tick();
        assertThat(broadcasts()).hasSize(1);
    }

    @Test
    void aScheduleExpiresWithItsLastLaunch() {
        long id = save(once("2126-03-01T12:00"));
        clock.move(DAY);
        beans.tick();
        assertThat(broadcasts()).hasSize(1);
        assertThat(template(id))
                .extracting(BroadcastTemplate::scheduleStatus, BroadcastTemplate::nextLaunch)
                .containsExactly(ScheduleStatus.EXPIRED, null);
        refused("schedule_not_active", () -> beans.templates.pauseSchedule(id));
        refused("schedule_not_paused", () -> beans.templates.resumeSchedule(id));
        BroadcastTemplate expired = template(id);
        call(() -> beans.templates.save(expired.toCommand(), expired.recurrence()));
        assertThat(template(id).scheduleStatus()).isEqualTo(ScheduleStatus.EXPIRED);
    }

    @Test
    void refusesAScheduleThatWouldNeverRunOrHasNothingToLaunch() {
        refused("schedule_never", () -> beans.templates.save(beans.newBroadcast("Late"), once("2026-03-01T12:00")));
        refused("recipients_missing", () -> beans.templates.save(withoutRecipients(), daily()));
        call(() -> beans.templates.save(withoutRecipients(), null));
    }

    @Test
    void aTemplateThatCannotRunFailsWithItsReasonAndItsScheduleGoesOn() {
        long id = save(daily());
        run(() -> database.jdbi()
                .useHandle(handle ->
                        handle.execute("update sender set status = 'BLOCKED' where company_id = ?", caller.company())));
        clock.move(DAY);
        beans.tick();
        assertThat(broadcasts()).containsExactly("Daily." + id + " RECURRENT FAILED 2126-03-01T22:00 " + id);
        assertThat(texts("select status_reason from broadcast where company_id = :company"))
                .containsExactly("SENDER_MISSING");
        assertThat(template(id).nextLaunch()).isAfter(clock.instant());
    }

    @Test
    void aMessageWhoseAttributeIsGoneIsNotLaunched() {
        run(() -> database.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into attribute (company_id, name, type) values (?, 'city', 'TEXT')",
                        caller.company())));
        long id = save(daily());
        run(() -> database.jdbi()
                .useHandle(handle -> handle.execute(
                        "update broadcast_template set steps = jsonb_set(steps, '{0,content,text}', '\"In {{city}}\"')"
                                + " where id = ?",
                        id)));
        run(() -> database.jdbi()
                .useHandle(handle -> handle.execute("delete from attribute where company_id = ?", caller.company())));
        refused("placeholder_unknown", () -> beans.templates.launch(id));
        clock.move(DAY);
        beans.tick();
        assertThat(texts("select status_reason from broadcast where company_id = :company"))
                .containsExactly("PLACEHOLDER_UNKNOWN");
    }

    @Test
    void launchesByHandWithoutTouchingTheSchedule() {
        long id = save(daily());
        Instant next = template(id).nextLaunch();
        call(() -> beans.templates.launch(id));
        assertThat(broadcasts()).containsExactly("Daily." + id + " MANUAL IN_PROGRESS - " + id);
        assertThat(template(id).nextLaunch()).isEqualTo(next);
        assertThat(template(id).launches()).isEqualTo(1);
    }

    @Test
    void aCopyHasItsSchedulePaused() {
        long id = save(daily());
        long copy = call(() -> beans.templates.copy(id));
        assertThat(template(copy))
                .extracting(BroadcastTemplate::name, BroadcastTemplate::scheduleStatus, BroadcastTemplate::recurrence)
                .containsExactly("Daily (1)", ScheduleStatus.PAUSED, daily());
        clock.move(DAY);
        beans.tick();
        assertThat(broadcasts()).hasSize(1);
    }

    @Test
    void nobodysChangesAreOverwritten() {
        long id = save(daily());
        SaveBroadcast opened = template(id).toCommand();
        call(() -> beans.templates.save(opened, null));
        refused("changed_meanwhile", () -> beans.templates.save(opened, daily()));
        assertThat(template(id).recurrence()).isNull();
    }

    @Test
    void aTemplateOfAnotherCompanyIsUnknown() {
        long id = save(daily());
        Caller stranger = database.newCompany();
        assertThatThrownBy(() -> database.call(stranger, () -> beans.templates.get(id)))
                .isInstanceOfSatisfying(
                        BusinessException.class, e -> assertThat(e.code()).isEqualTo("broadcast_template_unknown"));
    }

    private SaveBroadcast withoutRecipients() {
        SaveBroadcast broadcast = beans.newBroadcast("Nobody");
        return broadcast.copyFor(new Audience(List.of(), List.of(), List.of(), null), "Nobody");
    }

    private static Recurrence daily() {
        return recurrence(new Daily(1, LocalTime.of(22, 0)), "2126-03-01T00:00", null);
    }

    private static Recurrence once(String at) {
        return recurrence(new Once(LocalDateTime.parse(at)), at, at);
    }

    private static Recurrence recurrence(RecurrencePattern pattern, String from, String till) {
        return new Recurrence(
                pattern, ZoneId.of("UTC"), LocalDateTime.parse(from), till == null ? null : LocalDateTime.parse(till));
    }

    private long save(Recurrence recurrence) {
        return call(() -> beans.templates.save(beans.newBroadcast("Daily"), recurrence));
    }

    private BroadcastTemplate template(long id) {
        return call(() -> beans.templates.get(id));
    }

    /** Name, launch type, status, time and template of each. */
    private List<String> broadcasts() {
        return texts("select name || ' ' || launch || ' ' || status || ' '"
                + " || coalesce(to_char(scheduled_for at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI'), '-')"
                + " || ' ' || template_id from broadcast where company_id = :company order by id");
    }

    private long broadcastCount() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from broadcast where company_id = :company")
                        .bind("company", caller.company())
                        .mapTo(Long.class)
                        .one());
    }

    private List<String> texts(String sql) {
        return call(() -> database.jdbi().withHandle(handle -> handle.createQuery(sql)
                .bind("company", caller.company())
                .mapTo(String.class)
                .list()));
    }

    private void refused(String code, Runnable work) {
        assertThatThrownBy(() -> run(work)).isInstanceOfSatisfying(BusinessException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    private void run(Runnable work) {
        database.run(caller, work);
    }

    private <T> T call(Supplier<T> work) {
        return database.call(caller, work);
    }
}
