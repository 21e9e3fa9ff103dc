package org.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.heliograph.account.Trial;
import org.heliograph.channel.Channel;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.MessageContent;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SmsContent;
import org.heliograph.message.internal.MessageClaims;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever has opted out gets no single message, on any channel, even if it waits to be sent already. */
class OptedOutMessageIT {

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock();
    private final FiredEvents<MessagesChanged> changed = new FiredEvents<>();
    private final Caller caller = database.newCompany();
    private final Trial trial = TestDatabase.wire(new Trial(), jdbi, clock);
    private final TrialMessages trialMessages = TestDatabase.wire(new TrialMessages(), jdbi, trial);
    private final MessageService service = MessageBeans.service(jdbi, clock, new FiredEvents<WorkReady>());
    private final MessageClaims claims =
            TestDatabase.wire(new MessageClaims(), jdbi, clock, TestDatabase.wire(new SendWindows(), jdbi));
    private final MessageResults results = MessageBeans.results(jdbi, clock, changed);
    private final MessageWork work = TestDatabase.wire(new MessageWork(), claims, results);
    private Sender sms;
    private Sender email;
    private long contact;

    @BeforeEach
    void aContactWithAPhoneAndAnAddress() {
        database.run(caller, () -> {
            sms = sender(Channel.SMS, "Bank");
            email = sender(Channel.EMAIL, "bank@test.example");
            jdbi.useHandle(handle -> handle.execute(
                    "insert into attribute (company_id, name, type) values (?, 'email', 'EMAIL'), (?, 'note', 'TEXT')",
                    caller.company(),
                    caller.company()));
            contact = id("insert into contact (company_id, phone, attributes) values (" + caller.company()
                    + ", '+12025550123', '{\"email\": \"Ada@Test.example\", \"note\": \"not@hers.example\"}')"
                    + " returning id");
        });
    }

    @Test
    void aMessageIsLinkedToTheContactOfItsAddress() {
        assertThat(contactOf(submit(sms, "+12025550123"))).isEqualTo(contact);
        assertThat(contactOf(submit(email, "ada@test.EXAMPLE"))).isEqualTo(contact);
        assertThat(contactOf(submit(email, "Ada <ada@test.example>"))).isEqualTo(contact);
        assertThat(contactOf(submit(email, "not@hers.example"))).isNull();
    }

    @Test
    void anotherCompanysContactIsNotFoundByItsAddress() {
        Caller other = database.newCompany();
        List<Long> found = database.call(
                other,
                () -> jdbi.withHandle(handle -> handle.createQuery("select contacts_with_email('ada@test.example')")
                        .mapTo(Long.class)
                        .list()));
        assertThat(found).isEmpty();
    }

    @Test
    void theLookUpByAddressUsesItsIndex() {
        assertThat(database.planWithoutScans("select c.id from contact c"
                        + " where email_candidates(c.attributes) @> jsonb_build_array(lower('Ada@test.example'))"
                        + " and c.company_id + 0 = current_company()"))
                .contains("contact_email");
    }

    @Test
    void aRequestForOneWhoOptedOutIsRefusedOnEachChannel() {
        optOut(Channel.SMS, null);
        optOut(Channel.EMAIL, email.id());
        assertThatThrownBy(() -> submit(sms, "+12025550123")).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> submit(email, "Ada <ada@test.example>")).isInstanceOf(ConflictException.class);
    }

    @Test
    void anOptOutFromAnotherSenderStopsNothing() {
        optOut(Channel.SMS, database.call(caller, () -> sender(Channel.SMS, "Shop")
                .id()));
        assertThat(claims(submit(sms, "+12025550123"))).containsExactly(false);
    }

    @Test
    void aMessageThatWaitedWhileItsRecipientOptedOutFails() {
        UUID waiting = submit(email, "ada@test.example");
        optOut(Channel.EMAIL, null);
        database.run(caller, () -> work.run(List.of(waiting.toString())));
        assertThat(state(waiting)).isEqualTo("FAILED OPTED_OUT");
        assertThat(changed.fired.get(0).changes().get(0).failure()).isEqualTo("OPTED_OUT");
    }

    @Test
    void anotherContactWithTheAddressMayOptOutMeanwhile() {
        UUID waiting = submit(email, "ada@test.example");
        contact = newContact("{\"email\": \"ada@test.example\"}");
        optOut(Channel.EMAIL, null);
        assertThat(claims(waiting)).containsExactly(true);
    }

    @Test
    void aNumberThatBecameAContactOnlyByItsStopIsHeeded() {
        UUID waiting = submit(sms, "+12025550199");
        assertThat(contactOf(waiting)).isNull();
        contact = newContact("{}");
        optOut(Channel.SMS, null);
        assertThat(claims(waiting)).containsExactly(true);
    }

    @Test
    void thePlatformsOwnMailsAreSentAllTheSame() {
        optOut(Channel.EMAIL, null);
        UUID link = database.call(
                caller,
                () -> service.submit(new SubmitMessage(
                        email, "ada@test.example", content(email), null, SubmitMessage.SYSTEM, false)));
        assertThat(claims(link)).containsExactly(false);
    }

    private long newContact(String attributes) {
        return database.call(
                caller,
                () -> id("insert into contact (company_id, phone, attributes) values (" + caller.company()
                        + ", '+12025550199', '" + attributes + "') returning id"));
    }

    private UUID submit(Sender sender, String recipient) {
        return database.call(
                caller,
                () -> service.submit(new SubmitMessage(sender, recipient, content(sender), null, "API", false)));
    }

    private static MessageContent content(Sender sender) {
        return sender.channel() == Channel.SMS ? new SmsContent("Hello") : new EmailContent("Hello", null, null, "Hi");
    }

    private List<Boolean> claims(UUID message) {
        return database.call(caller, () -> claims.claim(List.of(message))).stream()
                .map(MessageClaims.Claimed::optedOut)
                .toList();
    }

    private Sender sender(Channel channel, String address) {
        long account = id("insert into provider_account (company_id, provider, name, webhook_key) values ("
                + caller.company() + ", 'test', '" + address + "', gen_random_uuid()) returning id");
        long id = id("insert into sender (company_id, channel, name, address, account_id) values (" + caller.company()
                + ", '" + channel + "', '" + address + "', '" + address + "', " + account + ") returning id");
        return new Sender(id, channel, address, address, account, "ACTIVE");
    }

    private void optOut(Channel channel, Long sender) {
        database.run(
                caller,
                () -> jdbi.useHandle(handle -> handle.execute(
                        "insert into opt_out (company_id, contact_id, channel, sender_id) values (?, ?, ?, ?)",
                        caller.company(),
                        contact,
                        channel.name(),
                        sender)));
    }

    private Long contactOf(UUID message) {
        return single("select contact_id from message where id = :id", message, Long.class);
    }

    private String state(UUID message) {
        return single("select state || ' ' || failure from message where id = :id", message, String.class);
    }

    private <T> T single(String sql, UUID message, Class<T> type) {
        return database.call(
                caller,
                () -> jdbi.withHandle(handle ->
                        handle.createQuery(sql).bind("id", message).mapTo(type).one()));
    }

    private long id(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
