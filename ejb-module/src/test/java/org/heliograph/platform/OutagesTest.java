package org.heliograph.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is waited for, and what would fail again. */
class OutagesTest {

    @Test
    void aDatabaseThatComesBackIsWaitedFor() {
        AtomicInteger tries = new AtomicInteger();
        String answer = Outages.sitOut("a test", () -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException(new SQLException("the database system is starting up", "57P03"));
            }
            return "done";
        });
        assertThat(answer).isEqualTo("done");
        assertThat(tries).hasValue(2);
    }

    @Test
    void aDatabaseThatIsAwayForLongIsOutlasted() {
        AtomicInteger tries = new AtomicInteger();
        Outages.outlast("a test", Duration.ofNanos(1), () -> {
            if (tries.incrementAndGet() < 1000) {
                throw new IllegalStateException(new SQLException("Error in allocating a connection"));
            }
        });
        assertThat(tries).hasValue(1000);
    }

    @Test
    void aCommitThatFailsEachTimeIsNotTriedForEver() {
        assertThatThrownBy(() -> Outages.outlast("a test", Duration.ofNanos(1), () -> {
                    throw commit(null);
                }))
                .isInstanceOf(EJBException.class);
    }

    @Test
    void anInterruptEndsWhatOutlastsTheDatabase() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Outages.outlast("a test", () -> {
                    throw new IllegalStateException(new SQLException("away", "08006"));
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatWouldFailAgainFailsAtOnce() {
        AtomicInteger tries = new AtomicInteger();
        assertThatThrownBy(() -> Outages.sitOut("a test", () -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException(new SQLException("duplicate key", "23505"));
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(tries).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "40P01"})
    void anErrorOfTheDatabasesStatePasses(String state) {
        assertThat(Outages.isPassing(new EJBException(new SQLException("away", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22P05", "23505", "42601"})
    void anErrorOfTheStatementDoesNot(String state) {
        assertThat(Outages.isPassing(new EJBException(new SQLException("wrong", state))))
                .isFalse();
    }

    @Test
    void aCommitThatBrokeOffPassesUnlessTheDatabaseRefusedIt() {
        assertThat(Outages.isPassing(commit(null))).isTrue();
        assertThat(Outages.isPassing(commit(new XAException("Connection has been closed."))))
                .isTrue();
        assertThat(Outages.isPassing(commit(new SQLException("duplicate", "23505"))))
                .isFalse();
    }

    @Test
    void anErrorOfOursDoesNot() {
        assertThat(Outages.isPassing(new IllegalStateException(new NullPointerException())))
                .isFalse();
    }

    private static EJBException commit(Throwable cause) {
        RollbackException rollback = new RollbackException();
        rollback.initCause(cause);
        return new EJBException("Transaction aborted", rollback);
    }
}
