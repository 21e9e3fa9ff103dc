package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.heliograph.account.Attempts;
import org.heliograph.account.UserSettingService;
import org.heliograph.broadcast.TestMessage;
import org.heliograph.broadcast.TestMessageService;
import org.heliograph.channel.Channel;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.MessageContent;
import org.heliograph.channel.SenderService;
import org.heliograph.channel.SmsContent;
import org.heliograph.contact.ContactBeans;
import org.heliograph.contact.ContentChecks;
import org.heliograph.message.MessageBeans;
import org.heliograph.message.MessageService;
import org.heliograph.message.MessageState;
import org.heliograph.message.SentContentService;
import org.heliograph.message.WorkReady;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A test message is a single one: rendered for whom it is to show, on its way at once, and no part of a broadcast. */
class TestMessageIT {

    private static final String ADA = "+12125581001";
    private static final String NOBODY = "+12125581999";
    private static final SmsContent SMS = new SmsContent("Hi {{attribute.first_name}} of {{attribute.city|town}}");

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock();
    private final Caller caller = database.newCompany();
    private final FiredEvents<WorkReady> ready = new FiredEvents<>();
    private final ContactBeans contacts = new ContactBeans(jdbi);
    private final MessageService messages = MessageBeans.service(jdbi, clock, ready, contacts.companies);
    private final TestMessageService service = TestDatabase.wire(
            new TestMessageService(),
            jdbi,
            messages,
            TestDatabase.wire(new Attempts(), jdbi, clock),
            TestDatabase.wire(new ContentChecks(), jdbi),
            TestDatabase.wire(new SenderService(), jdbi),
            TestDatabase.wire(new TestValues(), jdbi, contacts.companies),
            TestDatabase.wire(new UserSettingService(), jdbi));
    private long sms;
    private long email;

    @BeforeEach
    void aContact() {
        sql("insert into attribute (company_id, name, type) values (:c, 'first_name', 'TEXT'), (:c, 'city', 'TEXT'),"
                + " (:c, 'email', 'EMAIL')");
        sql("insert into contact (company_id, phone, attributes) values (:c, '" + ADA
                + "', '{\"first_name\": \"Ada\", \"city\": \"Oslo\", \"email\": \"ada@contact.example\"}')");
        sms = sender("SMS", "Bank");
        email = sender("EMAIL", "bank@test.example");
    }

    @Test
    void theRecipientsOwnValuesAreShown() {
        UUID id = send(sms(ADA, null));
        assertThat(content(id)).isEqualTo(new SmsContent("Hi Ada of Oslo"));
        assertThat(send(email("ada@contact.example"))).satisfies(sent -> assertThat(content(sent))
                .isEqualTo(new EmailContent("[Test] Ada", null, "<p>Oslo</p>", null)));
    }

    @Test
    void withoutAContactTheNamesStandInBrackets() {
        assertThat(content(send(sms(NOBODY, null)))).isEqualTo(new SmsContent("Hi [first_name] of [city]"));
        assertThat(content(send(email("me@office.example"))))
                .isEqualTo(new EmailContent("[Test] [first_name]", null, "<p>[city]</p>", null));
    }

    @Test
    void anotherContactsValuesAreShownIfTheyAreChosen() {
        assertThat(content(send(sms(NOBODY, "212 558-1001")))).isEqualTo(new SmsContent("Hi Ada of Oslo"));
        refused(sms(ADA, "+12125581555"), "test_contact_unknown", "valuesOf");
    }

    @Test
    void itGoesToTheEngineAtOnceAndMakesNoContactAndNoBroadcast() {
        UUID id = send(sms(NOBODY, null));
        assertThat(ready.fired).hasSize(1);
        assertThat(text("select traffic || coalesce(broadcast_id::text, '') || state from message where id = '" + id
                        + "'"))
                .isEqualTo("TESTQUEUED");
        assertThat(text("select count(*)::text from contact where company_id = " + caller.company()))
                .isEqualTo("1");
        assertThat(text("select count(*)::text from broadcast where company_id = " + caller.company()))
                .isEqualTo("0");
    }

    @Test
    void itsResultIsToldToItsCompanyOnly() {
        UUID id = send(sms(ADA, null));
        assertThat(database.call(caller, () -> service.result(id)).state()).isEqualTo(MessageState.QUEUED);
        Caller other = database.newCompany();
        assertThatThrownBy(() -> database.call(other, () -> service.result(id))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void whoOptedOutGetsNone() {
        sql(
                "insert into opt_out (company_id, contact_id, channel) select :c, id, 'SMS' from contact where company_id = :c");
        refused(sms(ADA, null), "recipient_opted_out", "contact");
    }

    @Test
    void anHourAllowsTwentyOfEachUser() {
        for (int i = 0; i < TestMessageService.AN_HOUR; i++) {
            send(sms(ADA, null));
        }
        refused(sms(ADA, null), "test_limit", "contact");
        clock.move(java.time.Duration.ofMinutes(61));
        send(sms(ADA, null));
    }

    @Test
    void whatCannotBeSentIsRefusedByItsInput() {
        refused(new TestMessage(Channel.SMS, null, SMS, ADA, null), "test_sender", "sender");
        refused(new TestMessage(Channel.SMS, email, SMS, ADA, null), "test_sender", "sender");
        refused(new TestMessage(Channel.SMS, sms, new SmsContent(""), ADA, null), "content_required", "text");
        assertThatThrownBy(() -> send(sms("12", null)))
                .isInstanceOfSatisfying(
                        BusinessException.class, e -> assertThat(e.field()).isEqualTo("contact"));
        Caller other = database.newCompany();
        assertThatThrownBy(() -> database.call(other, () -> service.send(sms(ADA, null))))
                .isInstanceOf(BusinessException.class);
    }

    @Test
    void theUsersOwnAddressIsSuggestedElseTheLastNumber() {
        assertThat(suggested(Channel.EMAIL)).isEqualTo("ada@test.example");
        assertThat(suggested(Channel.SMS)).isNull();
        send(sms("212-558-1001", null));
        assertThat(suggested(Channel.RCS)).isEqualTo(ADA);
        database.run(caller, () -> database.jdbi()
                .useHandle(handle ->
                        handle.execute("update app_user set phone = '+12125581999' where id = ?", caller.user())));
        assertThat(suggested(Channel.RCS)).as("their own").isEqualTo("+12125581999");
    }

    private TestMessage sms(String recipient, String valuesOf) {
        return new TestMessage(Channel.SMS, sms, SMS, recipient, valuesOf);
    }

    private TestMessage email(String recipient) {
        EmailContent content =
                new EmailContent("{{attribute.first_name}}", null, "<p>{{attribute.city|town}}</p>", null);
        return new TestMessage(Channel.EMAIL, email, content, recipient, null);
    }

    private UUID send(TestMessage test) {
        return database.call(caller, () -> service.send(test));
    }

    private String suggested(Channel channel) {
        return database.call(caller, () -> service.suggestedRecipient(channel));
    }

    private void refused(TestMessage test, String code, String field) {
        assertThatThrownBy(() -> send(test)).isInstanceOfSatisfying(BusinessException.class, e -> assertThat(
                        List.of(e.code(), String.valueOf(e.field())))
                .containsExactly(code, String.valueOf(field)));
    }

    private MessageContent content(UUID id) {
        SentContentService sent = TestDatabase.wire(new SentContentService(), jdbi);
        return database.call(caller, () -> sent.get(id));
    }

    private long sender(String channel, String address) {
        return Long.parseLong(
                text("with a as (insert into provider_account (company_id, provider, name, webhook_key) values ("
                        + caller.company() + ", 'smpp', '" + address + "', gen_random_uuid()) returning id)"
                        + " insert into sender (company_id, channel, address, name, account_id) select "
                        + caller.company()
                        + ", '" + channel + "', '" + address + "', '" + address + "', id from a returning id::text"));
    }

    private void sql(String sql) {
        database.run(
                caller,
                () -> jdbi.useHandle(handle ->
                        handle.createUpdate(sql).bind("c", caller.company()).execute()));
    }

    private String text(String sql) {
        return database.call(
                caller,
                () -> jdbi.withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).one()));
    }
}
