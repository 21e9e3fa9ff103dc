package org.heliograph.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.heliograph.channel.Channel;
import org.heliograph.channel.SenderService;
import org.heliograph.contact.ConsentPolicy.OptIn;
import org.heliograph.contact.internal.ConsentLog;
import org.heliograph.contact.internal.ConsentPolicies;
import org.heliograph.contact.internal.ConsentWords;
import org.heliograph.contact.internal.ContactRepository;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What opts out and in, what is told, and what the log keeps of it. */
class ConsentIT {

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock();
    private final Caller caller = database.newCompany();
    private final ConsentPolicies policies = TestDatabase.wire(new ConsentPolicies(), jdbi);
    private final ConsentLog log = TestDatabase.wire(new ConsentLog(), jdbi, clock);
    private final ConsentPolicyService policy = TestDatabase.wire(new ConsentPolicyService(), policies);
    private final OptOutWordService words = TestDatabase.wire(new OptOutWordService(), jdbi, clock);
    private final ConsentService consent =
            TestDatabase.wire(new ConsentService(), jdbi, policies, log, TestDatabase.wire(new ConsentWords(), clock));
    private final ContactConsentService byHand = TestDatabase.wire(
            new ContactConsentService(),
            jdbi,
            clock,
            log,
            TestDatabase.wire(new ContactRepository(), jdbi),
            TestDatabase.wire(new SenderService(), jdbi));
    private long contact;
    private long bank;
    private long shop;

    @BeforeEach
    void aContactAndTwoSenders() {
        database.run(caller, () -> words.addCommon());
        contact = id("insert into contact (company_id, phone) values (:c, '+12125581001') returning id");
        long account = id("insert into provider_account (company_id, provider, name, webhook_key)"
                + " values (:c, 'smpp', 'SMSC', gen_random_uuid()) returning id");
        String sender = "insert into sender (company_id, channel, address, name, account_id) values (:c, 'SMS', '%1$s',"
                + " '%1$s', " + account + ") returning id";
        bank = id(sender.formatted("Bank"));
        shop = id(sender.formatted("Shop"));
    }

    @Test
    void stopInSeveralLanguagesOptsOutOfItsSenderAndAnyMessageBackIn() {
        for (String word : List.of("STOP", " Stop! ", "opt-out", "BAJA", "Arrêt", "abmelden")) {
            hear(bank, word);
            assertThat(optOuts()).as(word).containsExactly("SMS Bank");
            hear(bank, "Hello?");
            assertThat(optOuts()).isEmpty();
        }
    }

    @Test
    void whereOnlyWordsOptInOtherMessagesDoNot() {
        database.run(caller, () -> policy.save(new ConsentPolicy(OptIn.WORDS, null, null, null)));
        hear(bank, "STOP");
        hear(bank, "Hello?");
        assertThat(optOuts()).containsExactly("SMS Bank");
        hear(bank, "start");
        assertThat(optOuts()).isEmpty();
    }

    @Test
    void anOptOutWordOrOneForHelpNeverOptsInBeItAnotherSendersOrOver() {
        word("Basta", Channel.SMS, shop);
        hear(bank, "STOP");
        hear(bank, "Basta");
        assertThat(optOuts()).containsExactly("SMS Bank");
        database.run(
                caller,
                () -> jdbi.useHandle(handle -> handle.execute(
                        "update opt_out_word set effective_till = effective_from + interval '1 second'"
                                + " where normalized in ('stop', 'help') and company_id = ?",
                        caller.company())));
        clock.move(Duration.ofHours(1));
        hear(bank, "STOP");
        hear(bank, "Help");
        assertThat(optOuts()).containsExactly("SMS Bank");
    }

    @Test
    void whatWasWrittenBeforeAnOptOutNeverLiftsItThoughItIsHeardLater() {
        Instant stop = clock.instant();
        clock.move(Duration.ofMinutes(10));
        hear(bank, "STOP", stop);
        hear(bank, "Hello?", stop.minusMillis(1));
        hear(bank, "start", stop);
        assertThat(optOuts()).containsExactly("SMS Bank");
        hear(bank, "Hello?", stop.plusMillis(1));
        assertThat(optOuts()).isEmpty();
    }

    @Test
    void anOptOutSaidAgainHoldsAgainstWhatWasWrittenBetween() {
        Instant first = clock.instant();
        hear(bank, "STOP", first);
        hear(bank, "STOP", first.plusSeconds(20));
        hear(bank, "STOP", first.plusSeconds(10));
        hear(bank, "Hello?", first.plusSeconds(15));
        assertThat(optOuts()).containsExactly("SMS Bank");
    }

    @Test
    void anOptOutByHandHoldsAgainstWhatWasWrittenBefore() {
        Instant before = clock.instant();
        clock.move(Duration.ofSeconds(1));
        database.run(caller, () -> byHand.optOut(contact, Channel.SMS, bank));
        hear(bank, "Hello?", before);
        assertThat(optOuts()).containsExactly("SMS Bank");
    }

    @Test
    void aWordOfAChannelOptsOutOfAllOfIt() {
        word("Nada", Channel.SMS, null);
        hear(bank, "nada");
        assertThat(optOuts()).containsExactly("SMS null");
    }

    @Test
    void aWordOptsOutFromItsStartUntilItsEnd() {
        Instant start = clock.instant().plus(Duration.ofHours(1));
        database.run(
                caller,
                () -> words.save(new SaveOptOutWord(
                        null,
                        "Summer",
                        WordMeaning.OPT_OUT,
                        Channel.SMS,
                        bank,
                        start,
                        start.plus(Duration.ofHours(1)))));
        hear(bank, "summer");
        assertThat(optOuts()).as("before").isEmpty();
        clock.move(Duration.ofHours(1));
        hear(bank, "summer");
        assertThat(optOuts()).as("within").containsExactly("SMS Bank");
        hear(bank, "Hello?");
        clock.move(Duration.ofHours(1));
        hear(bank, "summer");
        assertThat(optOuts()).as("after").isEmpty();
    }

    @Test
    void aWordDeletedWhileItIsEditedIsNotSaved() {
        word("Nada", Channel.SMS, null);
        long id = id("select id from opt_out_word where company_id = :c and word = 'Nada'");
        SaveOptOutWord opened = database.call(caller, () -> words.get(id));
        database.run(caller, () -> words.delete(id));
        assertThatThrownBy(() -> database.run(caller, () -> words.save(opened))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aWordThatWasDeletedMeansNothing() {
        database.run(
                caller,
                () -> jdbi.useHandle(handle -> handle.execute(
                        "delete from opt_out_word where normalized = 'end' and company_id = ?", caller.company())));
        hear(bank, "END");
        assertThat(optOuts()).isEmpty();
    }

    @Test
    void aChangeIsConfirmedOnceIfTheCompanyWantsThat() {
        assertThat(hear(bank, "STOP")).isEmpty();
        database.run(
                caller, () -> policy.save(new ConsentPolicy(OptIn.ANY_MESSAGE, "You are out.", "Welcome back.", null)));
        assertThat(hear(bank, "Hi")).contains("Welcome back.");
        assertThat(hear(bank, "Hi")).isEmpty();
        assertThat(hear(bank, "STOP")).contains("You are out.");
        assertThat(hear(bank, "STOP")).isEmpty();
    }

    @Test
    void whoAsksForHelpIsAnsweredAndStaysOptedOut() {
        hear(bank, "STOP");
        assertThat(hear(bank, "HELP")).as("without a text").isEmpty();
        database.run(caller, () -> policy.save(new ConsentPolicy(OptIn.ANY_MESSAGE, null, "Back.", "Call us.")));
        for (String word : List.of("help!", "Info", "AYUDA", "hilfe")) {
            assertThat(hear(bank, word)).as(word).contains("Call us.");
        }
        assertThat(optOuts()).containsExactly("SMS Bank");
        assertThat(hear(bank, "I need help")).as("not the whole message").contains("Back.");
    }

    @Test
    void anEmptyConfirmationIsRefused() {
        assertThatThrownBy(() ->
                        database.run(caller, () -> policy.save(new ConsentPolicy(OptIn.ANY_MESSAGE, " ", null, null))))
                .isInstanceOfSatisfying(
                        InvalidException.class, e -> assertThat(e.field()).isEqualTo("optOutText"));
    }

    @Test
    void theLogTellsWhatWhenByWhatAndByWhom() {
        hear(bank, "STOP");
        database.run(caller, () -> byHand.optOut(contact, Channel.RCS, null));
        hear(bank, "Hello again");
        List<ConsentChange> changes = database.call(caller, () -> byHand.latest(contact, 10));
        assertThat(changes)
                .extracting(change -> change.channel() + " " + change.sender() + " " + change.optedOut() + " "
                        + change.source() + " " + change.person() + " " + change.detail() + " " + change.proof())
                .containsExactly(
                        "SMS Bank false INBOUND_MESSAGE null Hello again id-Hello again",
                        "RCS null true USER Ada Morse null null",
                        "SMS Bank true INBOUND_MESSAGE null STOP id-STOP");
        Instant stop = clock.instant().minusSeconds(1);
        assertThat(changes).extracting(ConsentChange::at).containsExactly(clock.instant(), stop, stop);
    }

    @Test
    void byHandAContactIsOptedOutOnceAndBackIn() {
        database.run(caller, () -> byHand.optOut(contact, Channel.SMS, shop));
        assertThatThrownBy(() -> database.run(caller, () -> byHand.optOut(contact, Channel.SMS, shop)))
                .isInstanceOfSatisfying(
                        InvalidException.class, e -> assertThat(e.code()).isEqualTo("consent_already"));
        assertThatThrownBy(() -> database.run(caller, () -> byHand.optOut(contact, Channel.RCS, shop)))
                .isInstanceOf(InvalidException.class);
        ContactDetails.OptOut optOut =
                database.call(caller, () -> byHand.optOuts(contact)).get(0);
        assertThat(optOut.user()).isEqualTo("Ada Morse");
        database.run(caller, () -> byHand.optIn(contact, optOut.id()));
        assertThat(optOuts()).isEmpty();
        assertThat(database.call(caller, () -> byHand.latest(contact, 10)))
                .extracting(ConsentChange::optedOut)
                .containsExactly(false, true);
    }

    @Test
    void anotherCompanysContactIsNobodysToOptOut() {
        Caller other = database.newCompany();
        assertThatThrownBy(() -> database.run(other, () -> byHand.optOut(contact, Channel.SMS, null)))
                .isInstanceOf(NotFoundException.class);
    }

    /** A second after whatever was before. */
    private Optional<String> hear(long sender, String text) {
        clock.move(Duration.ofSeconds(1));
        return hear(sender, text, clock.instant());
    }

    private Optional<String> hear(long sender, String text, Instant at) {
        return database.call(
                caller,
                () -> consent.heard(new ConsentService.Inbound(contact, Channel.SMS, sender, text, "id-" + text, at)));
    }

    private List<String> optOuts() {
        return database.call(caller, () -> byHand.optOuts(contact)).stream()
                .map(optOut -> optOut.channel() + " " + optOut.sender())
                .toList();
    }

    private void word(String word, Channel channel, Long sender) {
        database.run(
                caller,
                () -> words.save(
                        new SaveOptOutWord(null, word, WordMeaning.OPT_OUT, channel, sender, clock.instant(), null)));
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
