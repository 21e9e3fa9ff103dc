package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.heliograph.broadcast.DeliveryRules;
import org.heliograph.broadcast.SaveBroadcast;
import org.heliograph.broadcast.internal.ChunkClaims.Work;
import org.heliograph.channel.Channel;
import org.heliograph.channel.SenderService;
import org.heliograph.channel.SmsContent;
import org.heliograph.message.Drafts;
import org.heliograph.message.FirstResults;
import org.heliograph.message.FrequencyCap;
import org.heliograph.message.FrequencyCaps;
import org.heliograph.message.FrequencyPolicy;
import org.heliograph.message.FrequencyService;
import org.heliograph.message.MessageBeans;
import org.heliograph.message.MessageService;
import org.heliograph.message.MessagesChanged;
import org.heliograph.message.SubmitMessage;
import org.heliograph.message.WorkReady;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Nobody gets more than the company allows over a channel, and who has had it is told apart in the report. */
class FrequencyCapIT {

    private static final FrequencyCap TWO_A_DAY = new FrequencyCap(Channel.SMS, 2, 24);

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock();
    private final Caller caller = database.newCompany();
    private final BroadcastBeans beans = new BroadcastBeans(clock);
    private final FrequencyCaps caps = TestDatabase.wire(new FrequencyCaps(), jdbi);
    private final FrequencyService service = TestDatabase.wire(new FrequencyService(), caps, clock);
    private final SenderService senders = TestDatabase.wire(new SenderService(), jdbi);
    private final Counts counts = TestDatabase.wire(new Counts(), jdbi, clock);
    private final ChunkClaims claims = BroadcastBeans.claims(jdbi, clock);
    private final FirstResults results = MessageBeans.firstResults(jdbi, clock, new FiredEvents<MessagesChanged>());

    @Test
    void theThirdIsKeptBackUntilTheFirstIsOldEnough() {
        cap(false, false);
        assertThat(List.of(send(false), send(false), send(false))).containsExactly(1, 1, 0);
        clock.move(Duration.ofHours(23));
        assertThat(send(false)).isZero();
        clock.move(Duration.ofHours(2));
        assertThat(List.of(send(false), send(false), send(false))).containsExactly(1, 1, 0);
    }

    @Test
    void whoHasHadEnoughEndsWithAReasonOfItsOwn() {
        cap(false, false);
        send(false);
        send(false);
        long third = launch(false);
        work(third);
        assertThat(text("select state || ' ' || reason || ' ' || skipped[1] from recipient where broadcast_id = "
                        + third))
                .isEqualTo("UNSUCCESSFUL FREQUENCY_CAP 1:FREQUENCY_CAP");
        assertThat(database.call(caller, () -> counts.of(third)))
                .isEqualTo(Map.of(0, Map.of("UNSUCCESSFUL", 1L), 1, Map.of("SKIPPED_FREQUENCY_CAP", 1L)));
    }

    @Test
    void aBroadcastIgnoresTheCapOnlyIfTheCompanyAllowsIt() {
        cap(false, false);
        assertThat(List.of(send(true), send(true), send(true))).containsExactly(1, 1, 0);
        cap(false, true);
        assertThat(List.of(send(true), send(true))).containsExactly(1, 1);
        clock.move(Duration.ofHours(25));
        assertThat(List.of(send(true), send(true), send(true), send(false))).containsExactly(1, 1, 1, 1);
    }

    @Test
    void whatWasSentBeforeTheCapCounts() {
        send(false);
        send(false);
        jdbiRun("update message set state = 'DELIVERED' where company_id = " + caller.company());
        cap(false, false);
        assertThat(send(false)).isZero();
    }

    @Test
    void singleMessagesAreCappedOnlyIfConfigured() {
        send(false);
        cap(false, false);
        submit();
        submit();
        assertThat(send(false)).isEqualTo(1);
        submit();
        cap(true, false);
        clock.move(Duration.ofHours(25));
        submit();
        submit();
        assertThat(send(false)).isZero();
        assertThatThrownBy(this::submit).isInstanceOfSatisfying(ConflictException.class, e -> assertThat(e.code())
                .isEqualTo("frequency_cap"));
    }

    @Test
    void whatProgramsSentCountsNoMoreWhenTheCapCoversThemNoMore() {
        send(false);
        cap(true, false);
        submit();
        assertThat(send(false)).isZero();
        cap(false, false);
        assertThat(List.of(send(false), send(false))).containsExactly(1, 0);
    }

    /** Nobody is left of whom a broadcast's messages could be counted. */
    @Test
    void whoHasHadMessagesOfProgramsOnlyIsNotCountedAnyMore() {
        database.run(caller, () -> beans.newBroadcast("To have a sender"));
        cap(true, false);
        submit();
        submit();
        cap(false, false);
        assertThat(send(false)).isEqualTo(1);
    }

    @Test
    void aContactsRowHoldsNoMoreThanTheCapLooksAt() {
        cap(false, false);
        for (int day = 0; day < 10; day++) {
            send(false);
            send(false);
            clock.move(Duration.ofHours(25));
        }
        assertThat(text("select max(cardinality(times))::text from contact_reach where company_id = "
                        + caller.company()))
                .isEqualTo("2");
    }

    @Test
    void oneThatIsLiftedIsForgotten() {
        cap(false, false);
        send(false);
        database.run(caller, () -> service.save(FrequencyPolicy.NONE));
        assertThat(text("select count(*)::text from contact_reach where company_id = " + caller.company()))
                .isEqualTo("0");
    }

    @Test
    void numbersOutOfRangeAreRefusedByTheirInput() {
        assertThatThrownBy(() -> save(new FrequencyCap(Channel.SMS, 0, 24), false, false))
                .isInstanceOfSatisfying(
                        InvalidException.class, e -> assertThat(e.field()).isEqualTo("messagesSMS"));
        assertThatThrownBy(() -> save(new FrequencyCap(Channel.RCS, 3, 0), false, false))
                .isInstanceOfSatisfying(
                        InvalidException.class, e -> assertThat(e.field()).isEqualTo("amountRCS"));
    }

    private void cap(boolean coversApi, boolean mayBeIgnored) {
        save(TWO_A_DAY, coversApi, mayBeIgnored);
    }

    private void save(FrequencyCap cap, boolean coversApi, boolean mayBeIgnored) {
        database.run(caller, () -> service.save(new FrequencyPolicy(List.of(cap), coversApi, mayBeIgnored)));
    }

    /** Launches a broadcast to the one contact; returns how many messages are claimed for sending. */
    private int send(boolean ignoresCap) {
        return work(launch(ignoresCap));
    }

    private long launch(boolean ignoresCap) {
        return database.call(caller, () -> {
            SaveBroadcast plain = beans.newBroadcast("Offer");
            long id = beans.broadcasts.save(new SaveBroadcast(
                    null,
                    0,
                    plain.name(),
                    "",
                    plain.type(),
                    plain.audience(),
                    false,
                    plain.steps(),
                    new DeliveryRules(null, ignoresCap, null)));
            beans.broadcasts.launch(id);
            return id;
        });
    }

    private int work(long broadcast) {
        long chunk = Long.parseLong(text("select id::text from chunk where broadcast_id = " + broadcast));
        Work work = database.call(caller, () -> claims.take(chunk)).orElseThrow();
        Drafts drafts =
                database.call(caller, () -> claims.claim(work, List.of())).orElseThrow();
        database.run(caller, () -> results.record(1, drafts, MessageBeans.accepted(drafts), message -> null));
        return drafts.all().size();
    }

    private void submit() {
        MessageService messages = MessageBeans.service(jdbi, clock, new FiredEvents<WorkReady>());
        database.run(
                caller,
                () -> messages.submit(new SubmitMessage(
                        senders.listUsable(Channel.SMS).get(0),
                        BroadcastBeans.PHONE,
                        new SmsContent("1234"),
                        null,
                        SubmitMessage.API,
                        false)));
    }

    private void jdbiRun(String sql) {
        database.run(caller, () -> jdbi.useHandle(handle -> handle.execute(sql)));
    }

    private String text(String sql) {
        return database.call(
                caller,
                () -> jdbi.withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).one()));
    }
}
