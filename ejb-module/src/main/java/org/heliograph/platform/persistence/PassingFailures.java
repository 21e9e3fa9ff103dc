package org.heliograph.platform.persistence;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A database that is away for a moment costs nothing: the work is tried again, once a second for two minutes. */
public final class PassingFailures {

    private static final Logger LOG = Logger.getLogger(PassingFailures.class.getName());
    private static final int TRIES = 120;

    private PassingFailures() {}

    /**
     * @param what waits meanwhile, for the log
     * @throws RuntimeException the work's own, if it is not of the passing kind or does not pass in time
     */
    public static void outlast(String what, Runnable work) {
        outlast(what, () -> {
            work.run();
            return null;
        });
    }

    /** As above, for work that answers. */
    public static <T> T outlast(String what, Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (attempt == TRIES || !isPassing(e)) {
                    throw e;
                }
                if (attempt == 1) {
                    LOG.log(Level.WARNING, "The database does not take {0} now; trying again.", what);
                }
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        }
    }

    /** SQL states 08 (connection), 57P (shutdown) and 40 (deadlock), or no connection to be had. */
    private static boolean isPassing(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                if (state == null || state.startsWith("08") || state.startsWith("57P") || state.startsWith("40")) {
                    return true;
                }
            }
        }
        return false;
    }
}
