package org.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.heliograph.channel.SmsContent;
import org.heliograph.platform.Ids;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.grid.GridDefinition;
import org.heliograph.platform.grid.GridFilter;
import org.heliograph.platform.grid.GridFilter.Operator;
import org.heliograph.platform.grid.GridQuery;
import org.heliograph.platform.grid.GridService;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Event detail records on real partitions. */
class EdrGridIT {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final TestDatabase database = TestDatabase.get();
    private final SentContentService contents = TestDatabase.wire(new SentContentService(), database.jdbi());
    private final GridService grids = TestDatabase.wire(
            new GridService() {
                @Override
                public GridDefinition definition(String name) {
                    return new EdrGrid().definition();
                }
            },
            database.jdbi());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private Caller caller;

    @BeforeEach
    void messages() {
        caller = database.newCompany();
        database.run(caller, () -> {
            message(now.minus(Duration.ofDays(2)), "DELIVERED", "Old");
            message(now.minus(Duration.ofHours(1)), "UNDELIVERED", "Middle");
            message(now, "QUEUED", "New");
        });
    }

    private UUID message(Instant time, String state, String text) {
        UUID id = Ids.lowest(time);
        UUID unique =
                new UUID(id.getMostSignificantBits() | 0x7000, UUID.randomUUID().getLeastSignificantBits());
        database.jdbi().useHandle(handle -> handle.createUpdate(
                        "insert into message (id, company_id, channel, sender, address,"
                                + " content, state, created_at) values (:id, :company, 'SMS', 'Bank', '+12025550123',"
                                + " :content::jsonb, :state, :time::timestamptz)")
                .bind("id", unique)
                .bind("company", caller.company())
                .bind("content", "{\"type\":\"sms\",\"text\":\"" + text + "\"}")
                .bind("state", state)
                .bind("time", time.toString())
                .execute());
        return unique;
    }

    private List<Map<String, Object>> page(GridFilter... filters) {
        GridQuery query = new GridQuery(List.of(filters), null, false);
        return database.call(caller, () -> grids.page("edr", query, ZONE, 0, 10));
    }

    @Test
    void listsTheNewestFirstInTheWordsOfReceipts() {
        assertThat(page()).extracting(row -> row.get("mdnStatus")).containsExactly("ENROUTE", "UNDELIV", "DELIVRD");
    }

    @Test
    void filtersByTime() {
        String from =
                now.minus(Duration.ofHours(2)).atZone(ZONE).toLocalDateTime().toString();
        String to =
                now.minus(Duration.ofMinutes(30)).atZone(ZONE).toLocalDateTime().toString();
        assertThat(page(new GridFilter("time", Operator.RANGE, null, from, to)))
                .extracting(row -> row.get("mdnStatus"))
                .containsExactly("UNDELIV");
    }

    @Test
    void filtersByStatus() {
        assertThat(page(new GridFilter("mdnStatus", Operator.VALUE, "DELIVRD", null, null)))
                .hasSize(1);
    }

    @Test
    void readsOnFromAKey() {
        List<Map<String, Object>> first =
                database.call(caller, () -> grids.pageAfter("edr", GridQuery.ALL, ZONE, null, 2));
        Object last = first.get(1).get("id");
        List<Map<String, Object>> next =
                database.call(caller, () -> grids.pageAfter("edr", GridQuery.ALL, ZONE, last, 2));
        assertThat(first).hasSize(2);
        assertThat(next).extracting(row -> row.get("mdnStatus")).containsExactly("DELIVRD");
    }

    @Test
    void showsOnlyTheOwnCompanysMessages() {
        caller = database.newCompany();
        assertThat(page()).isEmpty();
    }

    @Test
    void showsWhatAMessageSaid() {
        UUID id = database.call(caller, () -> message(now, "QUEUED", "Hello"));
        assertThat(database.call(caller, () -> contents.get(id))).isEqualTo(new SmsContent("Hello"));
        Caller other = database.newCompany();
        assertThatThrownBy(() -> database.call(other, () -> contents.get(id))).isInstanceOf(NotFoundException.class);
    }
}
