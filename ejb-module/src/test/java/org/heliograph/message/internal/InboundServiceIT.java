package org.heliograph.message.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.heliograph.account.Company;
import org.heliograph.account.CompanyService;
import org.heliograph.channel.Channel;
import org.heliograph.channel.ProviderEvent;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.channel.SenderService;
import org.heliograph.message.MessageReceived;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sender a message is booked on, and whose it is. */
class InboundServiceIT {

    private static final String PHONE = "+12025550123";

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock();
    private final Caller caller = database.newCompany();
    private final SenderService senders = TestDatabase.wire(new SenderService(), jdbi);
    private final FiredEvents<MessageReceived> received = new FiredEvents<>();
    private final CompanyService companies = new CompanyService() {
        @Override
        public Company current() {
            return new Company("Test", "US", ZoneId.of("America/New_York"));
        }
    };
    private final InboundService inbound = TestDatabase.wire(
            new InboundService(), jdbi, clock, received, TestDatabase.wire(new ContactAddresses(), companies));
    private long account;

    @BeforeEach
    void openAccount() {
        account = database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery("insert into provider_account"
                                + " (company_id, provider, name, webhook_key)"
                                + " values (:company, 'smpp', 'SMSC', gen_random_uuid()) returning id")
                        .bind("company", caller.company())
                        .mapTo(Long.class)
                        .one()));
    }

    private long sender(String address) {
        return database.call(caller, () -> senders.create(Channel.SMS, address, address, account));
    }

    private void receive(String from, String to, String text) {
        database.run(
                caller, () -> inbound.receive(account, new Inbound(from, to, text, null, null, clock.instant(), null)));
    }

    private List<String> stored(String what) {
        return database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery("select " + what + " from message m order by m.id")
                        .mapTo(String.class)
                        .list()));
    }

    @Test
    void aReplyToANumberIsBookedOnItWithItsPlusOrWithout() {
        sender("Shop");
        long number = sender("+12025550100");
        long code = sender("12345");
        receive(PHONE, "12025550100", "STOP");
        receive(PHONE, "+12345", "STOP");
        receive(PHONE, "shop", "STOP");
        assertThat(received.fired).extracting(MessageReceived::senderId).startsWith(number, code);
        assertThat(stored("sender")).containsExactly("+12025550100", "12345", "Shop");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "2025550100, +12025550100",
        "0012025550100, +12025550100",
        "0034600111222, +34600111222",
        "34600111222, +34600111222",
        "2025550199, 2025550199"
    })
    void aNumberIsFoundAsItIsSpelledAtHome(String spelled, String sender) {
        List.of("Shop", "+12025550100", "+12025550199", "2025550199", "+34600111222")
                .forEach(this::sender);
        receive(PHONE, spelled, "STOP");
        assertThat(stored("sender")).containsExactly(sender);
    }

    @Test
    void anUnknownSenderIsTheOnlyOneOfItsAccountOrNone() {
        sender("Shop");
        receive(PHONE, "shop@carrier", "Hi");
        assertThat(stored("sender")).containsExactly("Shop");
        sender("+12025550100");
        receive(PHONE, "12025550199", "STOP");
        receive(PHONE, "2025550199", "STOP");
        assertThat(stored("sender")).containsExactly("Shop");
    }

    @Test
    void onlyAValidNumberBecomesAContact() {
        sender("Shop");
        for (String from : List.of(PHONE, PHONE, "12345", "600111222", "+600111222", "Bank", "")) {
            receive(from, "Shop", "STOP");
        }
        assertThat(stored(
                        "m.address || ' ' || coalesce((select c.phone from contact c where c.id = m.contact_id), '-')"))
                .containsExactly(
                        PHONE + " " + PHONE,
                        PHONE + " " + PHONE,
                        "12345 -",
                        "600111222 -",
                        "+600111222 -",
                        "Bank -",
                        " -");
        assertThat(received.fired).hasSize(2);
    }

    @Test
    void whatIsStoredLateIsToldWithTheTimeItCame() {
        sender("Shop");
        Instant came = clock.instant();
        Inbound late = new Inbound(PHONE, "Shop", "Hi", null, null, came, null);
        clock.move(Duration.ofMinutes(10));
        database.run(caller, () -> inbound.receive(account, late));
        assertThat(received.fired).extracting(MessageReceived::at).containsExactly(came);
    }

    @Test
    void whatTheQueueDeliversAgainIsStoredOnce() {
        sender("Shop");
        List<ProviderEvent> twoAlike =
                Collections.nCopies(2, new Inbound(PHONE, "Shop", "Hi", null, null, clock.instant(), null));
        InboundBatch batch = InboundBatch.toQueue(caller.company(), account, twoAlike);
        for (int time = 1; time <= 2; time++) {
            batch.inbounds().forEach(message -> database.run(caller, () -> inbound.receive(account, message)));
        }
        assertThat(received.fired).hasSize(2);
    }

    /** Numbering plans change: a number that was valid once still belongs to its contact. */
    @Test
    void aContactIsFoundEvenIfItsNumberIsNoLongerValid() {
        sender("Shop");
        database.asSuperuser("insert into contact (company_id, phone) values (" + caller.company() + ", '+600111222')");
        receive("+600111222", "Shop", "STOP");
        assertThat(received.fired).hasSize(1);
    }
}
