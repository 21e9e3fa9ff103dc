package org.heliograph.platform;

import jakarta.resource.ResourceException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;

/**
 * Waits for a database that is away for a while, where giving up would lose what cannot be asked for again: a carrier's
 * answer, a report. The work must be one transaction, and one that may be done twice.
 */
public final class Outages {

    private static final Logger LOG = Logger.getLogger(Outages.class.getName());
    /** A try that finds no connection takes longer itself. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int TRIES = 120;

    private Outages() {}

    public static void sitOut(String what, Runnable work) {
        sitOut(what, () -> {
            work.run();
            return null;
        });
    }

    /** @param what for the log */
    public static <T> T sitOut(String what, Supplier<T> work) {
        return sitOut(what, PAUSE, work);
    }

    /**
     * Waits without an end while the database is away, and as {@link #sitOut} for all else that passes. For threads that have
     * nothing else to do then; an interrupt ends it.
     */
    public static void outlast(String what, Runnable work) {
        outlast(what, PAUSE, work);
    }

    static void outlast(String what, Duration pause, Runnable work) {
        while (true) {
            try {
                sitOut(what, pause, () -> {
                    work.run();
                    return null;
                });
                return;
            } catch (RuntimeException e) {
                if (!isAway(e) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }

    private static <T> T sitOut(String what, Duration pause, Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (attempt == TRIES || !isPassing(e)) {
                    throw e;
                }
                if (attempt == 1) {
                    LOG.log(Level.WARNING, "The database is away; waiting with: {0}", what);
                }
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }

    /**
     * Whether the database is only away for a while: SQL states 08 (connection), 53 (its disk or connections are used up), 57P
     * (shutdown) and 40 (deadlock), no connection to be had, or a commit that failed and the server does not say why.
     */
    public static boolean isPassing(Throwable thrown) {
        return isDeadlock(thrown) || isFailedCommit(thrown) || isAway(thrown);
    }

    private static boolean isAway(Throwable thrown) {
        return hasState(
                thrown, state -> state == null || Stream.of("08", "53", "57P").anyMatch(state::startsWith));
    }

    /** A connection that breaks at the commit is reported by the server without the database's error. */
    private static boolean isFailedCommit(Throwable thrown) {
        return causes(thrown).noneMatch(SQLException.class::isInstance)
                && causes(thrown)
                        .anyMatch(cause -> cause instanceof RollbackException
                                || cause instanceof XAException
                                || cause instanceof ResourceException);
    }

    /** Whether the database gave this transaction up for another's sake; done again it may succeed. */
    public static boolean isDeadlock(Throwable thrown) {
        return hasState(thrown, state -> state != null && state.startsWith("40"));
    }

    private static boolean hasState(Throwable thrown, Predicate<String> wanted) {
        return causes(thrown).anyMatch(cause -> cause instanceof SQLException sql && wanted.test(sql.getSQLState()));
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
    }
}
