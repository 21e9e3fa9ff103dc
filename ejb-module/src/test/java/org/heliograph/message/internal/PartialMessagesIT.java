package org.heliograph.message.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.heliograph.channel.Channel;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.channel.ProviderEvent.Part;
import org.heliograph.channel.SenderService;
import org.heliograph.channel.TornCharacters;
import org.heliograph.message.MessageReceived;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Long messages come in parts, in any order, some twice, some never. */
class PartialMessagesIT {

    private static final String PHONE = "+12025550123";

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock();
    private final Caller caller = database.newCompany();
    private final FiredEvents<MessageReceived> received = new FiredEvents<>();
    private final PartialMessages partial = TestDatabase.wire(new PartialMessages(), jdbi, clock);
    private final InboundService inbound = TestDatabase.wire(new InboundService(), jdbi, clock, received, partial);
    private final DueMessages due = TestDatabase.wire(new DueMessages(), jdbi, clock);
    private long account;

    @BeforeEach
    void anAccountWithASender() {
        account = database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery("insert into provider_account"
                                + " (company_id, provider, name, webhook_key)"
                                + " values (:company, 'smpp', 'SMSC', gen_random_uuid()) returning id")
                        .bind("company", caller.company())
                        .mapTo(Long.class)
                        .one()));
        SenderService senders = TestDatabase.wire(new SenderService(), jdbi);
        database.run(caller, () -> senders.create(Channel.SMS, "Shop", "Shop", account));
    }

    private Inbound part(int reference, int total, int number, String text) {
        return new Inbound(PHONE, "Shop", text, null, null, clock.instant(), new Part(reference, total, number));
    }

    private void receive(Inbound part) {
        database.run(caller, () -> inbound.receive(account, part));
    }

    private void giveOut() {
        List<DueMessages.PartialMessage> overdue = database.call(Caller.SYSTEM, due::overduePartialMessages);
        overdue.stream()
                .filter(message -> message.companyId() == caller.company())
                .forEach(message -> database.run(caller, () -> inbound.receiveOverdue(message.id())));
    }

    private List<String> texts() {
        return received.fired.stream().map(MessageReceived::text).toList();
    }

    @Test
    void theLastPartMakesAMessageOfAllInTheirOrder() {
        receive(part(7, 3, 3, "c"));
        receive(part(7, 3, 1, "a\0"));
        receive(part(8, 3, 2, "x"));
        assertThat(texts()).isEmpty();
        receive(part(7, 3, 2, "b"));
        assertThat(texts()).containsExactly("abc");
    }

    @Test
    void aLongMessageIsAsOldAsItsLastPartThoughAllWereQueued() {
        Instant came = clock.instant();
        List<Inbound> parts = List.of(part(7, 2, 1, "a"), part(7, 2, 2, "b"));
        clock.move(Duration.ofMinutes(10));
        parts.forEach(this::receive);
        assertThat(received.fired).extracting(MessageReceived::at).containsExactly(came);
    }

    @Test
    void anEmojiTornApartByABorderIsWholeAgain() {
        byte[] text = "Hi 😀!".getBytes(StandardCharsets.UTF_16BE);
        Inbound first = part(7, 2, 1, TornCharacters.keep(Arrays.copyOf(text, 8)));
        Inbound second = part(7, 2, 2, TornCharacters.keep(Arrays.copyOfRange(text, 8, text.length)));
        InboundBatch.toQueue(caller.company(), account, List.of(second, first))
                .inbounds()
                .forEach(this::receive);
        assertThat(texts()).containsExactly("Hi 😀!");
    }

    @Test
    void aRepeatedPartChangesNothing() {
        receive(part(7, 2, 1, "a"));
        receive(part(7, 2, 1, "a"));
        receive(part(7, 2, 2, "b"));
        receive(part(7, 2, 2, "b"));
        clock.move(PartialMessages.PATIENCE.plusSeconds(1));
        giveOut();
        assertThat(texts()).containsExactly("ab");
    }

    @Test
    void aPartTheQueueDeliversAgainLongAfterwardsChangesNothing() {
        List<Inbound> parts = InboundBatch.toQueue(
                        caller.company(), account, List.of(part(7, 2, 1, "a"), part(7, 2, 2, "b")))
                .inbounds();
        for (int time = 1; time <= 2; time++) {
            parts.forEach(this::receive);
            clock.move(PartialMessages.PATIENCE.plusSeconds(1));
            giveOut();
        }
        assertThat(texts()).containsExactly("ab");
    }

    @Test
    void aPartOfAnotherMessageUnderTheSameReferenceLosesNothing() {
        receive(part(7, 2, 1, "old"));
        receive(part(7, 2, 1, "new "));
        assertThat(texts()).containsExactly("old");
        receive(part(7, 2, 2, "one"));
        receive(part(7, 2, 1, "newer "));
        receive(part(7, 2, 2, "still"));
        assertThat(texts()).containsExactly("old", "new one", "newer still");
    }

    @Test
    void whatCameIsGivenOutOnceWhenTheRestIsOverdue() {
        receive(part(7, 3, 3, "c"));
        clock.move(PartialMessages.PATIENCE.minus(Duration.ofSeconds(1)));
        receive(part(7, 3, 1, "a"));
        giveOut();
        assertThat(texts()).isEmpty();
        clock.move(Duration.ofSeconds(2));
        List<DueMessages.PartialMessage> overdue = database.call(Caller.SYSTEM, due::overduePartialMessages);
        giveOut();
        overdue.forEach(message -> database.run(caller, () -> inbound.receiveOverdue(message.id())));
        assertThat(texts()).containsExactly("ac");
    }

    /** The timer may have it in hand when the last part comes. */
    @Test
    void aCompleteMessageIsNotGivenOutAgain() {
        receive(part(7, 2, 1, "a"));
        clock.move(PartialMessages.PATIENCE.plusSeconds(1));
        List<DueMessages.PartialMessage> overdue = database.call(Caller.SYSTEM, due::overduePartialMessages);
        receive(part(7, 2, 2, "b"));
        overdue.forEach(message -> database.run(caller, () -> inbound.receiveOverdue(message.id())));
        assertThat(texts()).containsExactly("ab");
    }

    @Test
    void ofTwoPartsThatComeAtOnceOneFindsTheOther() {
        long messages = IntStream.range(0, 40)
                .parallel()
                .mapToLong(
                        i -> database.call(caller, () -> partial.add(account, part(i / 2, 2, i % 2 + 1, "x"))).stream()
                                .filter(message -> message.text().equals("xx"))
                                .count())
                .sum();
        assertThat(messages).isEqualTo(20);
    }
}
