package org.heliograph.message.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.heliograph.account.CompanyRegistered;
import org.heliograph.account.Trial;
import org.heliograph.channel.Channel;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.channel.ProviderEvent.Report;
import org.heliograph.channel.ProviderEvent.Status;
import org.heliograph.channel.SendResult.Accepted;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SenderService;
import org.heliograph.channel.SmsContent;
import org.heliograph.channel.TrialSenders;
import org.heliograph.message.MessageBeans;
import org.heliograph.message.MessageReceived;
import org.heliograph.message.MessageResults;
import org.heliograph.message.MessageService;
import org.heliograph.message.MessagesChanged;
import org.heliograph.message.SubmitMessage;
import org.heliograph.message.WorkReady;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.Ids;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A company on trial sends over the platform's account, and what the carrier tells of it comes back to that company. */
class LentSendersIT {

    private static final String PHONE = "+12025550123";

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final Clock clock = Clock.systemUTC();
    private final TrialSenders trialSenders = TestDatabase.wire(new TrialSenders(), jdbi);
    private final SenderService senders = TestDatabase.wire(new SenderService(), jdbi);
    private final LentSenders lent = TestDatabase.wire(new LentSenders(), jdbi, clock);
    private final ReportService reports = TestDatabase.wire(
            new ReportService(),
            new Spellings(),
            jdbi,
            clock,
            TestDatabase.wire(new PartReports(), jdbi, clock),
            new FiredEvents<MessagesChanged>());
    private final Trial trial = TestDatabase.wire(new Trial(), jdbi, clock);
    private final MessageService messages = MessageBeans.service(jdbi, clock, new FiredEvents<WorkReady>());
    private final Caller platform = database.newCompany();
    private final Caller newcomer = database.newCompany();
    private final String address = "Lent" + platform.company();
    private long account;
    private Sender sender;

    @BeforeEach
    void register() {
        account = number(
                platform,
                "insert into provider_account (company_id, provider, name, webhook_key) values (" + platform.company()
                        + ", 'smpp', 'SMSC', gen_random_uuid()) returning id");
        database.run(platform, () -> senders.create(Channel.SMS, "Own", "Own", account));
        database.run(Caller.SYSTEM, () -> {
            trialSenders.offer(Channel.SMS, address, "Trial", account);
            trialSenders.registered(new CompanyRegistered(newcomer.company()));
        });
        database.asSuperuser("update company set trial_sms = 2, trial_emails = 2, trial_contacts = 1,"
                + " trial_until = now() + interval '30 days' where id = " + newcomer.company());
        sender = database.call(newcomer, () -> senders.resolve(Channel.SMS, address));
    }

    private long number(Caller caller, String sql) {
        return database.call(
                caller,
                () -> jdbi.withHandle(
                        handle -> handle.createQuery(sql).mapTo(Long.class).one()));
    }

    private UUID submit(String phone) {
        return database.call(
                newcomer,
                () -> messages.submit(new SubmitMessage(sender, phone, new SmsContent("Hello"), null, "API", true)));
    }

    private String state(UUID message) {
        return database.call(newcomer, () -> messages.get(message).state().name());
    }

    @Test
    void theAccountItselfStaysOutOfTheNewcomersSight() {
        assertThat(number(newcomer, "select count(*) from provider_account where id = " + account))
                .isZero();
        assertThat(number(newcomer, "select count(*) from trial_sender")).isZero();
        assertThat(database.call(platform, () -> senders.list())).hasSize(1);
    }

    @Test
    void aReportReachesTheCompanyWhoseMessageItIs() {
        UUID message = submit(PHONE);
        String reference = "r" + newcomer.company();
        database.asSuperuser("update message set state = 'SENDING' where id = '" + message + "'");
        MessageResults results = MessageBeans.results(jdbi, clock, new FiredEvents<MessagesChanged>());
        database.run(
                newcomer,
                () -> results.record(account, List.of(new Accepted(message, List.of(reference))), id -> null));
        Report report = new Report(List.of(reference), Status.DELIVERED, null, clock.instant());
        Report unknown = new Report(List.of(reference + "x"), Status.DELIVERED, null, clock.instant());
        database.run(platform, () -> reports.apply(account, List.of(report, unknown)));
        assertThat(state(message)).isEqualTo("SENT");
        database.run(Caller.SYSTEM, lent::routeReports);
        database.run(newcomer, () -> reports.applyEarly(account));
        assertThat(state(message)).isEqualTo("DELIVERED");
        assertThat(number(platform, "select count(*) from early_report")).isOne();
    }

    @Test
    void aReportIsRoutedWhateverWaitsBeforeItAndOnlyWhenItIsDue() {
        UUID message = submit(PHONE);
        database.asSuperuser("insert into message_reference (account_id, reference, company_id, message_id) values ("
                + account + ", 'own', " + newcomer.company() + ", '" + message + "')");
        database.asSuperuser("insert into early_report (account_id, company_id, report, next_try)"
                + " select " + account + ", " + platform.company()
                + ", jsonb_build_object('references', array[case when n < 5001 then 'none' else 'own' end]),"
                + " case when n < 5002 then now() else now() + interval '1 hour' end"
                + " from generate_series(1, 5002) n");
        database.run(Caller.SYSTEM, lent::routeReports);
        assertThat(number(newcomer, "select count(*) from early_report")).isOne();
    }

    @Test
    void aCarriersIdMayComeAgainForAnotherCompany() {
        MessageResults results = MessageBeans.results(jdbi, clock, new FiredEvents<MessagesChanged>());
        UUID message = submit(PHONE);
        String reference = "again" + newcomer.company();
        Accepted first = new Accepted(Ids.next(), List.of(reference));
        database.run(platform, () -> results.record(account, List.of(first), id -> null));
        database.asSuperuser("update message set state = 'SENDING' where id = '" + message + "'");
        database.run(
                newcomer,
                () -> results.record(account, List.of(new Accepted(message, List.of(reference))), id -> null));
        assertThat(state(message)).isEqualTo("SENT");
    }

    @Test
    void aReplyReachesTheCompanyThatHasWrittenLast() {
        InboundService inbound =
                TestDatabase.wire(new InboundService(), jdbi, clock, new FiredEvents<MessageReceived>());
        assertThat(database.call(Caller.SYSTEM, () -> lent.findCompany(account, address, PHONE)))
                .isEmpty();
        submit(PHONE);
        assertThat(database.call(Caller.SYSTEM, () -> lent.findCompany(account, address.toLowerCase(), PHONE)))
                .contains(newcomer.company());
        assertThat(database.call(Caller.SYSTEM, () -> lent.findCompany(account, "Own", PHONE)))
                .isEmpty();
        database.run(
                newcomer,
                () -> inbound.receive(
                        account, new Inbound(PHONE, address, "STOP", null, "mo1", clock.instant(), null)));
        assertThat(number(newcomer, "select count(*) from message where direction = 'MO' and contact_id is not null"))
                .isOne();
    }

    @Test
    void aLentNumberIsFoundWithoutItsPlus() {
        String number = "+1202555" + account;
        database.asSuperuser("update sender set address = '" + number + "' where id = " + sender.id());
        sender = database.call(newcomer, () -> senders.resolve(Channel.SMS, number));
        submit(PHONE);
        assertThat(database.call(Caller.SYSTEM, () -> lent.findCompany(account, number.substring(1), PHONE)))
                .contains(newcomer.company());
    }

    /** A broadcast's message has no row until the carrier's answer is recorded, and the contact may be faster. */
    @Test
    void aReplyReachesTheCompanyWhoseMessageIsBeingHandedOver() {
        database.run(
                newcomer,
                () -> jdbi.useHandle(handle -> handle.createUpdate(
                                """
                        with b as (insert into broadcast (company_id, name, status) values (:company, 'Now', 'IN_PROGRESS')
                                   returning id),
                             s as (insert into broadcast_step (broadcast_id, position, company_id, channel, sender_id, content)
                                   select id, 1, :company, 'SMS', :sender, '{}' from b),
                             c as (insert into contact (company_id, phone) values (:company, :phone) returning id)
                        insert into recipient (broadcast_id, no, company_id, contact_id, phone, state, message_id)
                        select b.id, 1, :company, c.id, :phone, 'WAITING', gen_random_uuid() from b, c
                        """)
                        .bind("company", newcomer.company())
                        .bind("sender", sender.id())
                        .bind("phone", PHONE)
                        .execute()));
        assertThat(database.call(Caller.SYSTEM, () -> lent.findCompany(account, address, PHONE)))
                .contains(newcomer.company());
    }

    @Test
    void theApiIsHeldToTheTrialToo() {
        submit(PHONE);
        assertRefused("+12025550124", "trial_contacts");
        UUID failed = submit(PHONE);
        assertRefused(PHONE, "trial_sms");
        database.asSuperuser("update message set state = 'FAILED' where id = '" + failed + "'");
        submit(PHONE);
        database.asSuperuser("update company set trial_until = now() where id = " + newcomer.company());
        assertRefused(PHONE, "trial_over");
    }

    private void assertRefused(String phone, String code) {
        assertThatThrownBy(() -> submit(phone))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
