package org.heliograph.batch.export;

import jakarta.batch.runtime.context.JobContext;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.export.ExportWork;
import org.heliograph.export.ExportWork.Task;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** One execution of the job: runs its calls for the company; after a failure nothing more is done. */
final class ExportExecution {

    private static final Logger LOG = Logger.getLogger(ExportExecution.class.getName());

    private final ExportWork work;
    private final Caller caller;
    private final long exportId;
    private final int attempt;
    private Task task;
    private long done;
    private boolean over;

    private ExportExecution(ExportWork work, Properties parameters) {
        this.work = work;
        caller = Caller.engineOf(Long.parseLong(parameters.getProperty("company")));
        exportId = Long.parseLong(parameters.getProperty("export"));
        attempt = Integer.parseInt(parameters.getProperty("attempt"));
    }

    /** The execution all artifacts of a running job share. */
    static ExportExecution of(JobContext job, ExportWork work) {
        if (!(job.getTransientUserData() instanceof ExportExecution)) {
            job.setTransientUserData(new ExportExecution(work, job.getProperties()));
        }
        return (ExportExecution) job.getTransientUserData();
    }

    /** What is to be written; null once the execution is over. */
    Task task() {
        if (task == null) {
            task = call(() -> work.start(exportId, attempt));
        }
        return task;
    }

    long done() {
        return done;
    }

    void wrote(int rows) {
        done += rows;
    }

    boolean isOver() {
        return over;
    }

    /** Calls for the company; null once the execution is over. Whatever goes wrong ends it, for another to try. */
    <T> T call(Callable<T> piece) {
        if (over) {
            return null;
        }
        return Callers.callAs(caller, () -> {
            try {
                return piece.call();
            } catch (Exception e) {
                LOG.log(Level.WARNING, e, () -> "Export " + exportId + " stopped at attempt " + attempt);
                over = true;
                work.fail(exportId, attempt);
                return null;
            }
        });
    }
}
