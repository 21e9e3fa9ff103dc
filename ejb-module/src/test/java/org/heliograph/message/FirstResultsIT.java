package org.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Failure;
import org.heliograph.channel.SendBy;
import org.heliograph.channel.SendResult;
import org.heliograph.channel.SendResult.Accepted;
import org.heliograph.channel.SendResult.Refused;
import org.heliograph.channel.Sender;
import org.heliograph.message.Drafts.Draft;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.Ids;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** A broadcast's messages come into being with the result of their first try, once, whoever else writes them too. */
class FirstResultsIT {

    private static final long ACCOUNT = 1;
    private static final long BROADCAST = 12;

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final MovableClock clock = new MovableClock(Instant.now());
    private final FiredEvents<MessagesChanged> changed = new FiredEvents<>();
    private final Caller caller = database.newCompany();
    private final FirstResults results = MessageBeans.firstResults(jdbi, clock, changed);
    private final List<UUID> ids = Stream.generate(Ids::next).limit(4).toList();

    @Test
    void aMessageIsWrittenWithItsResult() {
        record(
                false,
                taken(0, "a"),
                taken(1, "b", "c"),
                refused(2, Failure.THROTTLED),
                refused(3, Failure.INVALID_RECIPIENT));

        assertThat(rows("state || ' ' || parts || ' ' || attempts || ' ' || coalesce(reference, '-')"
                        + " || ' ' || coalesce(content::text, '-')"))
                .containsExactly("SENT 1 1 a -", "SENT 2 1 - -", "QUEUED 1 0 - {\"no\": 2}", "FAILED 1 1 - -");
        assertThat(rows("recipient_no || ' ' || step || ' ' || address || ' ' || country || ' ' || placeholders::text"))
                .contains("0 2 +12125581000 US {\"name\": \"Ann\"}");
        assertThat(separate()).containsExactly("b 1 2", "c 2 2");
        assertThat(changed.fired).hasSize(1);
        assertThat(changed.fired.get(0).changes())
                .extracting(change -> change.recipientNo() + " " + change.before() + " " + change.after())
                .containsExactlyInAnyOrder("0 SENDING SENT", "1 SENDING SENT", "2 SENDING QUEUED", "3 SENDING FAILED");
    }

    /** The connection broke at the commit, so nobody knew that it was done. */
    @Test
    void toRecordThemAgainChangesNothing() {
        record(false, taken(0, "a"), refused(1, Failure.THROTTLED));
        List<String> before = rows("m::text");
        record(false, taken(0, "a"), refused(1, Failure.THROTTLED));
        assertThat(rows("m::text")).isEqualTo(before);
        assertThat(separate()).isEmpty();
        assertThat(changed.fired).hasSize(1);
    }

    /** It was claimed, and its server died; the broadcast was paused then. By its own row it would not be found any more. */
    @Test
    void whatIsHandedOverLongAfterItWasMadeHasItsReferenceApart() {
        clock.move(Duration.ofDays(2));
        record(true, taken(0, "late"));
        assertThat(rows("state || ' ' || coalesce(reference, '-')")).containsExactly("SENT -");
        assertThat(separate()).containsExactly("late 1 1");
    }

    @Test
    void whatTwoServersHandedOverCountsOnceAndIsMarked() {
        record(false, taken(0, "first"), taken(1, "only"));
        record(true, taken(0, "second"));
        assertThat(rows("state || ' ' || repeated || ' ' || reference"))
                .containsExactly("SENT true first", "SENT false only");
        assertThat(separate()).containsExactly("second 1 1");
        assertThat(changed.fired).hasSize(1);
    }

    @Test
    void whatIsHandedOverAfterAnInterruptionIsMarked() {
        record(true, taken(0, "a"));
        assertThat(rows("state || ' ' || repeated")).containsExactly("SENT true");
    }

    private SendResult taken(int no, String... references) {
        List<String> own = Stream.of(references).map(this::own).toList();
        return new Accepted(ids.get(no), own);
    }

    /** Carriers' names are told apart by account only, which all tests share. */
    private String own(String reference) {
        return reference + "@" + caller.company();
    }

    private SendResult refused(int no, Failure failure) {
        return new Refused(ids.get(no), failure, "code");
    }

    private void record(boolean repeated, SendResult... given) {
        List<Draft> drafts = new ArrayList<>();
        IntStream.range(0, given.length)
                .mapToObj(no -> new Draft(
                        ids.get(no),
                        no,
                        100 + no,
                        "+1212558100" + no,
                        Map.of("name", "Ann"),
                        repeated,
                        null,
                        SendBy.ANY_TIME))
                .forEach(drafts::add);
        Sender sender = new Sender(5, Channel.SMS, "Test", "Test", ACCOUNT, "ACTIVE");
        database.run(
                caller,
                () -> results.record(
                        ACCOUNT,
                        new Drafts(sender, BROADCAST, 2, clock.instant(), drafts),
                        List.of(given),
                        id -> "{\"no\": " + ids.indexOf(id) + "}"));
    }

    private List<String> rows(String what) {
        return texts("select " + what + " from message m where company_id = :company order by recipient_no");
    }

    private List<String> separate() {
        return texts("select reference || ' ' || part || ' ' || parts from message_reference"
                + " where company_id = :company order by 1");
    }

    private List<String> texts(String sql) {
        return database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery(sql)
                        .bind("company", caller.company())
                        .map((row, context) -> row.getString(1).replace("@" + caller.company(), ""))
                        .list()));
    }
}
