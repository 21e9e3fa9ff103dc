package org.heliograph.apiaccess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.heliograph.apiaccess.IdempotentSubmitService.Submitted;
import org.heliograph.platform.Ids;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.junit.jupiter.api.Test;

/** A request repeated under its name makes no second message. */
class IdempotentSubmitServiceIT {

    private final TestDatabase database = TestDatabase.get();
    private final MovableClock clock = new MovableClock();
    private final Messages messages = new Messages();
    private final IdempotentSubmitService service =
            TestDatabase.wire(new IdempotentSubmitService(), database.jdbi(), clock, messages);
    private final Caller caller = database.newCompany();
    private final ApiKey key = key(1);

    /** Takes every message but one without a recipient. */
    private static final class Messages extends ApiMessageService {

        private final List<UUID> sent = new ArrayList<>();

        @Override
        public UUID sendWithin(ApiKey key, SendMessage command) {
            if (command.contact() == null) {
                throw new InvalidException("field_required", "contact", "contact");
            }
            sent.add(Ids.next());
            return sent.get(sent.size() - 1);
        }
    }

    private ApiKey key(long id) {
        return new ApiKey(caller.company() * 10 + id, caller.company(), "Shop", Set.of(), Set.of(), null);
    }

    private static SendMessage to(String contact) {
        return new SendMessage(contact, null, 1, "Bank", null, null, false);
    }

    private Submitted send(String contact, String name) {
        return database.call(caller, () -> service.send(key, to(contact), name));
    }

    @Test
    void repeatsTheAnswerForADay() {
        Submitted first = send("+1", "order-7");
        Submitted again = send("+1", "order-7");
        assertThat(first.replayed()).isFalse();
        assertThat(again).isEqualTo(new Submitted(first.id(), true));
        clock.move(Duration.ofHours(24));
        assertThat(send("+1", "order-7").replayed()).isFalse();
        assertThat(messages.sent).hasSize(2);
    }

    @Test
    void refusesAnotherRequestUnderTheSameName() {
        send("+1", "order-7");
        assertThatThrownBy(() -> send("+2", "order-7"))
                .isInstanceOfSatisfying(
                        InvalidException.class, e -> assertThat(e.code()).isEqualTo("idempotency_key_reused"));
        assertThat(messages.sent).hasSize(1);
    }

    @Test
    void refusesARepetitionWhileTheFirstIsInProgress() {
        database.run(caller, () -> {
            service.send(key, to("+1"), "order-7");
            assertThatThrownBy(() -> send("+1", "order-7"))
                    .isInstanceOfSatisfying(
                            ConflictException.class, e -> assertThat(e.code()).isEqualTo("idempotency_in_progress"));
        });
        assertThat(send("+1", "order-7").replayed()).isTrue();
    }

    @Test
    void keepsNothingOfARequestThatFailed() {
        assertThatThrownBy(() -> send(null, "order-7")).isInstanceOf(BusinessException.class);
        assertThatThrownBy(() -> database.run(caller, () -> {
                    service.send(key, to("+1"), "order-7");
                    throw new IllegalStateException("The server dies.");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(send("+2", "order-7").replayed()).isFalse();
    }

    @Test
    void namesOfDifferentKeysHaveNothingToDoWithEachOther() {
        send("+1", "order-7");
        assertThat(database.call(caller, () -> service.send(key(2), to("+1"), "order-7"))
                        .replayed())
                .isFalse();
    }

    @Test
    void refusesNamesThatAreNone() {
        for (String name : List.of("", "a b", "ñ", "x".repeat(256))) {
            assertThatThrownBy(() -> send("+1", name)).isInstanceOf(InvalidException.class);
        }
    }

    @Test
    void forgetsOldNames() {
        send("+1", "order-7");
        clock.move(Duration.ofHours(25));
        database.run(Caller.SYSTEM, service::forgetOld);
        assertThat(database.<Integer>call(caller, () -> database.jdbi()
                        .withHandle(handle -> handle.createQuery("select count(*) from idempotent_request")
                                .mapTo(Integer.class)
                                .one())))
                .isZero();
    }
}
