package org.heliograph.apiaccess.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.heliograph.platform.Ids;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose update is sent next when many are due. */
class WebhookTurnsIT {

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock();
    private final Caller big = database.newCompany();
    private final Caller small = database.newCompany();
    private final WebhookDeliveries deliveries = TestDatabase.wire(new WebhookDeliveries(), jdbi, clock);

    @BeforeEach
    @AfterEach
    void nothingIsDue() {
        database.asSuperuser("delete from webhook_delivery");
    }

    private void due(Caller caller, String host) {
        database.run(
                caller,
                () -> jdbi.useHandle(
                        handle -> handle.createUpdate("insert into webhook_delivery (company_id, message_id,"
                                        + " address, host, channel, sender, contact, accepted_at, state, parts, repeated,"
                                        + " created_at, due_at) values (:company, :message, 'https://' || :host, :host, 'SMS',"
                                        + " 'Bank', '+12025550123', :now::timestamptz, 'SENT', 1, false, :now::timestamptz,"
                                        + " :now::timestamptz)")
                                .bind("company", caller.company())
                                .bind("message", Ids.next())
                                .bind("host", host)
                                .bind("now", clock.instant().toString())
                                .execute()));
    }

    private void due(Caller caller, String host, int times) {
        IntStream.range(0, times).forEach(i -> due(caller, host));
    }

    private void dueOnManyHosts(int hosts) {
        IntStream.range(0, hosts).forEach(i -> due(big, "host" + i + ".example"));
    }

    private List<WebhookUpdate> claim(int most, List<String> busy, Map<Long, Integer> underway) {
        return database.call(Caller.SYSTEM, () -> deliveries.claim(most, 8, busy, 16, underway));
    }

    private static List<WebhookUpdate> of(Caller caller, List<WebhookUpdate> updates) {
        return updates.stream()
                .filter(update -> update.companyId() == caller.company())
                .toList();
    }

    @Test
    void aHostWithALongQueueDelaysNoOther() {
        due(big, "slow.example", 20);
        due(big, "quick.example");
        assertThat(claim(4, List.of(), Map.of()))
                .hasSize(4)
                .extracting(WebhookUpdate::host)
                .contains("quick.example");
        assertThat(claim(64, List.of("quick.example"), Map.of())).hasSize(8);
        assertThat(claim(64, List.of("slow.example"), Map.of())).isEmpty();
    }

    @Test
    void aCompanyWithManyHostsDelaysNoOther() {
        dueOnManyHosts(70);
        due(small, "quick.example", 2);
        List<WebhookUpdate> claimed = claim(4, List.of(), Map.of());
        assertThat(of(small, claimed)).hasSize(2);
        assertThat(of(big, claimed)).hasSize(2);
    }

    @Test
    void aCompanyHasOnlySoManyUnderway() {
        dueOnManyHosts(20);
        due(small, "quick.example");
        assertThat(claim(64, List.of(), Map.of(big.company(), 16)))
                .extracting(WebhookUpdate::host)
                .containsExactly("quick.example");
        assertThat(claim(64, List.of(), Map.of(big.company(), 13))).hasSize(3);
        assertThat(claim(64, List.of(), Map.of())).hasSize(16);
    }

    /** Many companies have their updates sent to the same service. */
    @Test
    void companiesShareAHost() {
        due(big, "shared.example", 20);
        due(small, "shared.example", 2);
        List<WebhookUpdate> claimed = claim(64, List.of(), Map.of());
        assertThat(claimed).hasSize(8);
        assertThat(of(small, claimed)).hasSize(2);
        due(small, "shared.example");
        assertThat(claim(64, List.of(), Map.of(big.company(), 16)))
                .singleElement()
                .satisfies(update -> assertThat(update.companyId()).isEqualTo(small.company()));
    }
}
