package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastStatus;
import org.heliograph.broadcast.BroadcastTemplate;
import org.heliograph.broadcast.Recurrence;
import org.heliograph.broadcast.RecurrencePattern.Daily;
import org.heliograph.broadcast.RecurrencePattern.Once;
import org.heliograph.broadcast.TemplateStatus;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where broadcasts are moderated, nothing starts before it is approved. */
class ModerationIT {

    private static final Instant NOW = Instant.parse("2126-03-01T10:00:00Z");
    private static final Recurrence DAILY = new Recurrence(
            new Daily(1, LocalTime.of(22, 0)), ZoneId.of("UTC"), LocalDateTime.parse("2126-03-01T00:00"), null);

    private final TestDatabase database = TestDatabase.get();
    private final MovableClock clock = new MovableClock(NOW);
    private final BroadcastBeans beans = new BroadcastBeans(clock);
    private final Caller caller = database.newCompany();

    @BeforeEach
    void moderate() {
        beans.moderate();
    }

    @AfterEach
    void stopSchedules() {
        run(() -> database.jdbi().useHandle(handle -> handle.execute("delete from broadcast_template")));
    }

    @Test
    void anApprovedBroadcastStartsAtOnce() {
        long id = sent();
        beans.tick();
        assertThat(status(id)).isEqualTo(BroadcastStatus.ON_MODERATION);
        run(() -> beans.moderation.approveBroadcast(id));
        beans.tick();
        assertThat(status(id)).isEqualTo(BroadcastStatus.IN_PROGRESS);
        assertThat(beans.mailed).containsExactly("ada@test.example: “Offer” is approved");
        refused("not_on_moderation", () -> beans.moderation.approveBroadcast(id));
    }

    @Test
    void anApprovedBroadcastWaitsForItsTime() {
        long id = call(() -> beans.broadcasts.save(beans.newBroadcast("Offer")));
        run(() -> beans.broadcasts.schedule(id, NOW.plus(Duration.ofHours(1))));
        assertThat(status(id)).isEqualTo(BroadcastStatus.ON_MODERATION);
        run(() -> beans.moderation.approveBroadcast(id));
        beans.tick();
        assertThat(status(id)).isEqualTo(BroadcastStatus.SCHEDULED);
        clock.move(Duration.ofHours(1));
        beans.tick();
        assertThat(status(id)).isEqualTo(BroadcastStatus.IN_PROGRESS);
    }

    @Test
    void aRejectedBroadcastKeepsTheReasonUntilItIsSentAgain() {
        long id = sent();
        refused("moderation_reason", () -> beans.moderation.rejectBroadcast(id, " "));
        refused("too_long", () -> beans.moderation.rejectBroadcast(id, "x".repeat(1001)));
        run(() -> beans.moderation.rejectBroadcast(id, "Name the sender."));
        Broadcast rejected = broadcast(id);
        assertThat(rejected.status()).isEqualTo(BroadcastStatus.REJECTED);
        assertThat(rejected.statusReason()).isEqualTo("Name the sender.");
        assertThat(beans.mailed).containsExactly("ada@test.example: “Offer” is rejected");
        call(() -> beans.broadcasts.save(rejected.toCommand()));
        run(() -> beans.broadcasts.launch(id));
        assertThat(broadcast(id).statusReason()).isNull();
        assertThat(status(id)).isEqualTo(BroadcastStatus.ON_MODERATION);
    }

    @Test
    void aRejectedBroadcastMayBecomeADraftAgainOrGo() {
        long id = sent();
        run(() -> beans.moderation.rejectBroadcast(id, "Name the sender."));
        run(() -> beans.broadcasts.unschedule(id));
        assertThat(status(id)).isEqualTo(BroadcastStatus.DRAFT);
        assertThat(broadcast(id).statusReason()).isNull();
        run(() -> beans.broadcasts.launch(id));
        run(() -> beans.moderation.rejectBroadcast(id, "Name the sender."));
        run(() -> beans.broadcasts.delete(id));
        refused("broadcast_unknown", () -> beans.broadcasts.get(id));
    }

    @Test
    void anEditAfterApprovalNeedsANewModeration() {
        long id = call(() -> beans.broadcasts.save(beans.newBroadcast("Offer")));
        run(() -> beans.broadcasts.schedule(id, NOW.plus(Duration.ofHours(1))));
        refused(
                "broadcast_not_editable",
                () -> beans.broadcasts.save(broadcast(id).toCommand()));
        run(() -> beans.moderation.approveBroadcast(id));
        call(() -> beans.broadcasts.save(broadcast(id).toCommand()));
        clock.move(Duration.ofHours(2));
        beans.tick();
        assertThat(status(id)).isEqualTo(BroadcastStatus.DRAFT);
    }

    @Test
    void anAuthorMayTakeABroadcastBack() {
        long id = sent();
        run(() -> beans.broadcasts.unschedule(id));
        assertThat(status(id)).isEqualTo(BroadcastStatus.DRAFT);
    }

    @Test
    void aTemplateRunsOnlyWhileItIsApproved() {
        long id = call(() -> beans.templates.save(beans.newBroadcast("Daily"), DAILY));
        assertThat(template(id).status()).isEqualTo(TemplateStatus.DRAFT);
        refused("template_not_approved", () -> beans.templates.launch(id));
        run(() -> beans.templates.sendToModeration(id));
        refused(
                "template_on_moderation",
                () -> beans.templates.save(template(id).toCommand(), DAILY));
        assertThat(template(id).nextLaunch()).isNull();

        run(() -> beans.moderation.approveTemplate(id));
        assertThat(template(id).nextLaunch()).isEqualTo(Instant.parse("2126-03-01T22:00:00Z"));
        long broadcast = call(() -> beans.templates.launch(id));
        assertThat(status(broadcast)).as("not moderated again").isEqualTo(BroadcastStatus.IN_PROGRESS);

        call(() -> beans.templates.save(template(id).toCommand(), DAILY));
        assertThat(template(id).status()).isEqualTo(TemplateStatus.DRAFT);
        assertThat(template(id).nextLaunch()).isNull();
    }

    @Test
    void aTemplateWhoseOnlyTimePassesWhileItWaitsRunsOnceItIsApproved() {
        long id = savedForOnce(NOW.plus(Duration.ofHours(1)));
        approveAfter(Duration.ofHours(2), id);
        assertLaunchedOnce(id);
        call(() -> beans.templates.save(template(id).toCommand(), template(id).recurrence()));
        run(() -> beans.templates.sendToModeration(id));
        run(() -> beans.moderation.approveTemplate(id));
        assertThat(template(id).nextLaunch()).as("its time had passed before").isNull();
    }

    @Test
    void aScheduleThatEndsWhileItWaitsMakesUpForItsLastTimeOnly() {
        Recurrence ending = new Recurrence(
                DAILY.pattern(), DAILY.zone(), DAILY.from(), DAILY.from().plusDays(3));
        long id = call(() -> beans.templates.save(beans.newBroadcast("Three days"), ending));
        approveAfter(Duration.ofDays(5), id);
        assertLaunchedOnce(id);
    }

    @Test
    void aRejectedTemplateShowsWhyAndCanBeSentAgain() {
        long id = call(() -> beans.templates.save(beans.newBroadcast("Daily"), DAILY));
        run(() -> beans.templates.sendToModeration(id));
        run(() -> beans.moderation.rejectTemplate(id, "Not at night."));
        assertThat(template(id))
                .extracting(BroadcastTemplate::status, BroadcastTemplate::statusReason)
                .containsExactly(TemplateStatus.REJECTED, "Not at night.");
        assertThat(beans.mailed).containsExactly("ada@test.example: “Daily” is rejected");
        run(() -> beans.templates.sendToModeration(id));
        assertThat(template(id))
                .extracting(BroadcastTemplate::status, BroadcastTemplate::statusReason)
                .containsExactly(TemplateStatus.ON_MODERATION, null);
        run(() -> beans.templates.withdraw(id));
        assertThat(template(id).status()).isEqualTo(TemplateStatus.DRAFT);
    }

    private void approveAfter(Duration waiting, long id) {
        run(() -> beans.templates.sendToModeration(id));
        clock.move(waiting);
        run(() -> beans.moderation.approveTemplate(id));
        beans.tick();
        beans.tick();
    }

    private void assertLaunchedOnce(long id) {
        assertThat(template(id))
                .extracting(BroadcastTemplate::launches, BroadcastTemplate::nextLaunch)
                .containsExactly(1, null);
    }

    private long savedForOnce(Instant time) {
        LocalDateTime at = LocalDateTime.ofInstant(time, DAILY.zone());
        Recurrence once = new Recurrence(new Once(at), DAILY.zone(), at, at);
        return call(() -> beans.templates.save(beans.newBroadcast("Once"), once));
    }

    /** A broadcast to be launched at once, sent to moderation. */
    private long sent() {
        long id = call(() -> beans.broadcasts.save(beans.newBroadcast("Offer")));
        assertThat(call(() -> beans.broadcasts.launch(id))).isEqualTo(BroadcastStatus.ON_MODERATION);
        return id;
    }

    private BroadcastStatus status(long id) {
        return broadcast(id).status();
    }

    private Broadcast broadcast(long id) {
        return call(() -> beans.broadcasts.get(id));
    }

    private BroadcastTemplate template(long id) {
        return call(() -> beans.templates.get(id));
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
