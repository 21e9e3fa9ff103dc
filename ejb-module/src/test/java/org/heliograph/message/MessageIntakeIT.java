package org.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.heliograph.channel.Channel;
import org.heliograph.channel.Sender;
import org.heliograph.channel.SmsContent;
import org.heliograph.platform.FiredEvents;
import org.heliograph.platform.MovableClock;
import org.heliograph.platform.error.BusinessException;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.persistence.TestDatabase;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages of many callers at once: stored together, answered each for itself. */
class MessageIntakeIT {

    private static final int CALLERS = 30;

    private final TestDatabase database = TestDatabase.get();
    private final Jdbi jdbi = database.jdbi();
    private final FiredEvents<WorkReady> ready = new FiredEvents<>();
    private final Caller caller = database.newCompany();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Transactions service = new Transactions();
    private final Sender sender = new Sender(1L, Channel.SMS, "Bank", "Bank", 1L, "ACTIVE");
    private MessageIntake intake;

    /** The service as the server calls it: each call in a transaction. */
    private final class Transactions extends MessageService {

        private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch gathered = new CountDownLatch(1);

        @Override
        public Map<UUID, BusinessException> store(List<Submission> submissions) {
            sizes.add(submissions.size());
            try {
                gathered.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return database.call(Callers.get(), () -> super.store(submissions));
        }
    }

    @BeforeEach
    void wire() {
        MessageBeans.wire(service, jdbi, new MovableClock(), ready);
        ManagedExecutorService executor = (ManagedExecutorService) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (proxy, method, arguments) -> {
                    threads.execute((Runnable) arguments[0]);
                    return null;
                });
        intake = TestDatabase.wire(new MessageIntake(), service, new SubmissionCheck(), executor);
    }

    @AfterEach
    void end() {
        service.gathered.countDown();
        threads.shutdownNow();
    }

    @Test
    void whatComesMeanwhileIsStoredTogether() throws Exception {
        List<Future<UUID>> answers = submitAll(
                IntStream.range(0, CALLERS).mapToObj(MessageIntakeIT::phone).toList());
        for (Future<UUID> answer : answers) {
            UUID id = answer.get();
            assertThat(count("id = '" + id + "' and state = 'QUEUED'")).isOne();
        }
        assertThat(service.sizes.stream().mapToInt(size -> size).sum()).isEqualTo(CALLERS);
        assertThat(service.sizes.size()).isLessThanOrEqualTo(3);
        assertThat(ready.fired.stream()
                        .flatMap(event -> event.messages().stream())
                        .mapToInt(call -> call.ids().size())
                        .sum())
                .isEqualTo(CALLERS);
    }

    @Test
    void whoIsRefusedTakesNobodyAlong() throws Exception {
        database.run(
                caller,
                () -> jdbi.useHandle(handle -> handle.execute(
                        "with c as (insert into contact (company_id, phone) values (?, ?) returning id)"
                                + " insert into opt_out (company_id, contact_id, channel) select ?, id, 'SMS' from c",
                        caller.company(),
                        phone(1),
                        caller.company())));
        List<Future<UUID>> answers = submitAll(List.of(phone(0), phone(1), phone(2)));
        assertThat(answers.get(0).get()).isNotNull();
        assertThatThrownBy(answers.get(1)::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.code()).isEqualTo("recipient_opted_out"));
        assertThat(answers.get(2).get()).isNotNull();
        assertThat(count("true")).isEqualTo(2);
    }

    /** PostgreSQL stores no NUL; the transaction with it fails as a whole. */
    @Test
    void whatTheDatabaseDoesNotTakeTakesNobodyAlong() throws Exception {
        Future<UUID> good = threads.submit(submit(phone(0), "Hello"));
        Future<UUID> bad = threads.submit(submit(phone(1), "Hel\0lo"));
        Future<UUID> other = threads.submit(submit(phone(2), "Hello"));
        service.gathered.countDown();
        assertThat(good.get()).isNotNull();
        assertThat(other.get()).isNotNull();
        assertThatThrownBy(bad::get).isInstanceOf(ExecutionException.class);
        assertThat(count("true")).isEqualTo(2);
    }

    /** A thread pool that takes nothing more leaves the work to who came. */
    @Test
    void withoutAThreadTheCallerStoresItself() {
        threads.shutdown();
        service.gathered.countDown();
        assertThat(Callers.callAs(caller, () -> intake.submit(message(phone(0), "Hello"))))
                .isNotNull();
        assertThat(count("true")).isOne();
    }

    @Test
    void whatIsNotValidIsNotEvenGathered() {
        assertThatThrownBy(() -> Callers.callAs(caller, () -> intake.submit(message("+1", "Hello"))))
                .isInstanceOf(InvalidException.class);
        assertThat(service.sizes).isEmpty();
    }

    private List<Future<UUID>> submitAll(List<String> phones) {
        List<Future<UUID>> answers = phones.stream()
                .map(phone -> threads.submit(submit(phone, "Hello")))
                .toList();
        service.gathered.countDown();
        return answers;
    }

    private Callable<UUID> submit(String phone, String text) {
        return () -> Callers.callAs(caller, () -> intake.submit(message(phone, text)));
    }

    private SubmitMessage message(String phone, String text) {
        return new SubmitMessage(sender, phone, new SmsContent(text), null, SubmitMessage.API, false);
    }

    private static String phone(int number) {
        return "+1202555" + (1000 + number);
    }

    private long count(String condition) {
        return database.call(
                caller,
                () -> jdbi.withHandle(handle -> handle.createQuery("select count(*) from message where " + condition)
                        .mapTo(Long.class)
                        .one()));
    }
}
