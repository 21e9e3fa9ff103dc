package org.heliograph.message.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.heliograph.account.Company;
import org.heliograph.account.CompanyService;
import org.heliograph.channel.ProviderEvent.Inbound;
import org.heliograph.platform.persistence.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactAddressesTest {

    private final ContactAddresses addresses = TestDatabase.wire(new ContactAddresses(), new CompanyService() {
        @Override
        public Company current() {
            return new Company("Test", "ES", ZoneId.of("Europe/Madrid"));
        }
    });

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "+34600111222, +34600111222",
        "600111222, +34600111222",
        "0034600111222, +34600111222",
        "12025550123, +12025550123",
        "+600111222, +600111222",
        "12345, 12345",
        "0, 0",
        "Bank, Bank",
        "ada@test.example, ada@test.example",
        "'', ''"
    })
    void readsNumbersInTheCompanysCountryAndLeavesOtherAddressesAsTheyAre(String from, String read) {
        Inbound message = new Inbound(from, "Shop", "Hi", "yes", "7", Instant.EPOCH, null);
        assertThat(addresses.read(message)).isEqualTo(new Inbound(read, "Shop", "Hi", "yes", "7", Instant.EPOCH, null));
    }
}
