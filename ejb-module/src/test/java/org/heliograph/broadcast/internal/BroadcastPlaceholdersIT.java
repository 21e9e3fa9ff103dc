package org.heliograph.broadcast.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.heliograph.broadcast.BroadcastStep;
import org.heliograph.broadcast.BroadcastType;
import org.heliograph.broadcast.SaveBroadcast;
import org.heliograph.broadcast.WaitFor;
import org.heliograph.channel.Channel;
import org.heliograph.channel.MessageContent;
import org.heliograph.channel.SmsContent;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that are still to be launched follow a renamed attribute; what was sent stays as it was. */
class BroadcastPlaceholdersIT {

    private final TestDatabase database = TestDatabase.get();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final Caller caller = database.newCompany();
    private final BroadcastBeans beans = new BroadcastBeans(clock);
    private final BroadcastPlaceholders placeholders = TestDatabase.wire(new BroadcastPlaceholders(), database.jdbi());

    @BeforeEach
    void attribute() {
        sql("insert into attribute (company_id, name, type) values (?, 'city', 'TEXT')", caller.company());
    }

    @Test
    void draftsAndTemplatesFollow() {
        long draft = save("Draft");
        long template = database.call(caller, () -> beans.templates.save(saying("Daily"), null));
        rename();
        assertThat(content(draft)).isEqualTo(new SmsContent("Hello {{town|\"there\"}}"));
        assertThat(database.call(caller, () -> beans.templates.get(template).steps()))
                .extracting(BroadcastStep::content)
                .containsExactly(new SmsContent("Hello {{town|\"there\"}}"));
    }

    @Test
    void whatIsBeingSentForbidsItAndKeepsItsMessageAfterwards() {
        long launched = save("Launched");
        database.run(caller, () -> beans.broadcasts.launch(launched));
        assertRefused(this::rename, "attribute_in_running", "Launched");
        sql("update broadcast set status = 'COMPLETE' where id = ?", launched);
        rename();
        assertThat(content(launched)).isEqualTo(new SmsContent("Hello {{city|\"there\"}}"));
    }

    @Test
    void usersAreNamedBeforeAnAttributeIsDeleted() {
        long draft = save("Draft");
        assertRefused(this::checkUnused, "attribute_in_broadcast", "Draft");
        database.run(caller, () -> beans.broadcasts.delete(draft));
        long template = database.call(caller, () -> beans.templates.save(saying("Daily"), null));
        assertRefused(this::checkUnused, "attribute_in_broadcast_template", "Daily");
        database.run(caller, () -> beans.templates.delete(template));
        checkUnused();
    }

    private void rename() {
        database.run(caller, () -> placeholders.rename("city", "town"));
    }

    private void checkUnused() {
        database.run(caller, () -> placeholders.checkUnused("city"));
    }

    private static void assertRefused(Runnable work, String code, String user) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(ConflictException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.values()).containsExactly("city", user);
        });
    }

    private long save(String name) {
        return database.call(caller, () -> beans.broadcasts.save(saying(name)));
    }

    private SaveBroadcast saying(String name) {
        SaveBroadcast plain = beans.newBroadcast(name);
        return new SaveBroadcast(
                null,
                0,
                name,
                "",
                BroadcastType.FALLBACK,
                plain.audience(),
                false,
                List.of(new BroadcastStep(
                        Channel.SMS,
                        plain.steps().get(0).senderId(),
                        new SmsContent("Hello {{city|\"there\"}}"),
                        WaitFor.DELIVERY,
                        10)));
    }

    private MessageContent content(long broadcast) {
        return database.call(
                caller, () -> beans.broadcasts.get(broadcast).steps().get(0).content());
    }

    private void sql(String sql, Object value) {
        database.run(caller, () -> database.jdbi().useHandle(handle -> handle.execute(sql, value)));
    }
}
